-- Events of each dyad in each month, by quad class.
-- Dates known to the year only, or not at all, are left out: they belong to no month.
SELECT
    date_trunc('month', "date")::DATE AS month,
    actor,
    target,
    count(*) AS n_events,
    count(*) FILTER (quad_class = 1) AS verbal_cooperation,
    count(*) FILTER (quad_class = 2) AS material_cooperation,
    count(*) FILTER (quad_class = 3) AS verbal_conflict,
    count(*) FILTER (quad_class = 4) AS material_conflict
FROM events
WHERE modality = 'asserted' AND date_precision IN ('day', 'week', 'month')
GROUP BY ALL
ORDER BY month, actor, target
