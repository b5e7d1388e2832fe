-- The shop's tables, the same on SQLite and PostgreSQL: only words that both understand stand here, and what
-- differs comes in as a placeholder (${clustered}: rows live in their primary key, where the database can do that).
--
-- Times are text, RFC 3339 UTC with milliseconds (2026-11-22T20:00:00.000Z): what the HTTP API says, sortable as it
-- stands, and read by SQLite's date functions and PostgreSQL's ::timestamptz alike. Money is in minor units.

CREATE TABLE orders (
    order_id    TEXT    NOT NULL PRIMARY KEY,
    sale_id     TEXT    NOT NULL,
    merchant    TEXT    NOT NULL,
    buyer_id    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    total       BIGINT  NOT NULL,
    channel     TEXT,
    payment_ref TEXT,
    created_at  TEXT    NOT NULL,
    expires_at  TEXT,
    updated_at  TEXT    NOT NULL,
    sequence    BIGINT  NOT NULL
);

CREATE TABLE order_lines (
    order_id   TEXT    NOT NULL,
    line       INTEGER NOT NULL,
    sku        TEXT    NOT NULL,
    quantity   INTEGER NOT NULL,
    unit_price BIGINT  NOT NULL,
    PRIMARY KEY (order_id, line)
) ${clustered};

-- Every fact that is not an order's. "by" is empty where the clock acted, sale_id where no sale is meant.
CREATE TABLE sale_events (
    shard    INTEGER NOT NULL,
    sequence BIGINT  NOT NULL,
    sale_id  TEXT,
    type     TEXT    NOT NULL,
    at       TEXT    NOT NULL,
    by       TEXT,
    data     TEXT    NOT NULL,
    PRIMARY KEY (shard, sequence)
) ${clustered};

-- The last fact of each shard that this database holds. It moves in the transaction that writes the facts.
CREATE TABLE flush_position (
    shard    INTEGER NOT NULL PRIMARY KEY,
    sequence BIGINT  NOT NULL
);

-- What each channel sold. Only CONFIRMED counts: a hold is no sale yet, and a cancelled, expired or refunded order is
-- none any more. A channel whose every order was refunded stays visible, with nothing sold.
CREATE VIEW channel_sales AS
SELECT o.sale_id,
       o.merchant,
       o.channel,
       o.currency,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN l.quantity ELSE 0 END) AS BIGINT)                AS units,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN l.quantity * l.unit_price ELSE 0 END) AS BIGINT) AS money
FROM orders o
JOIN order_lines l ON l.order_id = o.order_id
WHERE o.status IN ('CONFIRMED', 'REFUNDED')
GROUP BY o.sale_id, o.merchant, o.channel, o.currency;
