-- An idempotency key has one name everywhere: idempotencyKey, as in the API. Within JSON text a quote is always escaped,
-- so what is replaced here is never part of a title.

UPDATE sale_events SET data = replace(data, '"key":', '"idempotencyKey":') WHERE data LIKE '%"key":%';
