-- Events, mentions and mean Goldstein value in each quad class.
SELECT
    quad_class,
    CASE quad_class
        WHEN 1 THEN 'verbal cooperation'
        WHEN 2 THEN 'material cooperation'
        WHEN 3 THEN 'verbal conflict'
        WHEN 4 THEN 'material conflict'
    END AS meaning,
    count(*) AS n_events,
    sum(n_mentions)::BIGINT AS n_mentions,
    round(avg(goldstein), 2) AS mean_goldstein
FROM events
WHERE modality = 'asserted'
GROUP BY ALL
ORDER BY quad_class
