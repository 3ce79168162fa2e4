-- Net Goldstein value of each dyad in each month: the sum over its events, cooperation less conflict.
-- Dates known to the year only, or not at all, are left out: they belong to no month.
SELECT
    date_trunc('month', "date")::DATE AS month,
    actor,
    target,
    count(*) AS n_events,
    round(sum(goldstein), 1) AS net_goldstein,
    round(avg(goldstein), 2) AS mean_goldstein
FROM events
WHERE modality = 'asserted' AND date_precision IN ('day', 'week', 'month')
GROUP BY ALL
ORDER BY month, actor, target
