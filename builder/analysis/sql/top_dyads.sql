-- Dyads by number of events, the most frequent first.
SELECT
    actor,
    target,
    count(*) AS n_events,
    sum(n_mentions)::BIGINT AS n_mentions,
    min("date") AS first_date,
    max("date") AS last_date,
    round(avg(goldstein), 2) AS mean_goldstein
FROM events
WHERE modality = 'asserted'
GROUP BY ALL
ORDER BY n_events DESC, n_mentions DESC, actor, target
