-- Constraints and indexes for what is there, and tables of what now is; the same as on PostgreSQL, but that times stay
-- text (RFC 3339 UTC with milliseconds) and JSON stays text, for SQLite has no types for them. Money is in minor units.
-- Rows of older releases are carried over. What they had not kept stays empty: when a refunded order had been
-- confirmed. SQLite adds no constraints to a table, so each is made anew. A shop's own views go on reading the new one.

PRAGMA legacy_alter_table = ON;
DROP VIEW IF EXISTS channel_sales;
ALTER TABLE orders RENAME TO orders_before;
ALTER TABLE order_lines RENAME TO order_lines_before;

CREATE TABLE orders (
    order_id     TEXT    NOT NULL PRIMARY KEY,
    sale_id      TEXT    NOT NULL,
    merchant     TEXT    NOT NULL,
    buyer_id     TEXT    NOT NULL,
    -- For a list with IN SQLite would make a table in memory for each row that is written.
    status       TEXT    NOT NULL CONSTRAINT orders_status
                         CHECK (status = 'HELD' OR status = 'CONFIRMED' OR status = 'CANCELLED'
                                OR status = 'EXPIRED' OR status = 'REFUNDED'),
    currency     TEXT    NOT NULL,
    total        BIGINT  NOT NULL CONSTRAINT orders_total CHECK (total >= 0),
    channel      TEXT,
    payment_ref  TEXT,
    created_at   TEXT    NOT NULL,
    expires_at   TEXT,
    updated_at   TEXT    NOT NULL,
    sequence     BIGINT  NOT NULL,
    shard        INTEGER NOT NULL,
    confirmed_at TEXT,
    cancelled_at TEXT,
    refunded_at  TEXT
);

-- An order that is confirmed at once has no hold, which older releases wrote as one of no length. The first two
-- characters of an order's id are its shard, in base 32.
INSERT INTO orders
SELECT order_id, sale_id, merchant, buyer_id, status, currency, total, channel, payment_ref, created_at,
       nullif(expires_at, created_at), updated_at, sequence,
       max(0, (instr('0123456789abcdefghjkmnpqrstvwxyz', substr(order_id, 1, 1)) - 1) * 32
              + instr('0123456789abcdefghjkmnpqrstvwxyz', substr(order_id, 2, 1)) - 1),
       CASE status WHEN 'CONFIRMED' THEN updated_at END,
       CASE status WHEN 'CANCELLED' THEN updated_at END,
       CASE status WHEN 'REFUNDED' THEN updated_at END
FROM orders_before ORDER BY rowid;

CREATE INDEX orders_by_buyer ON orders (buyer_id);
CREATE INDEX orders_by_sale_and_status ON orders (sale_id, status);
CREATE INDEX orders_by_channel ON orders (channel) WHERE channel IS NOT NULL;
CREATE INDEX orders_by_payment_ref ON orders (payment_ref) WHERE payment_ref IS NOT NULL;
CREATE INDEX orders_by_time ON orders (created_at);

CREATE TABLE order_lines (
    order_id   TEXT    NOT NULL REFERENCES orders ON DELETE CASCADE,
    line       INTEGER NOT NULL,
    sku        TEXT    NOT NULL,
    quantity   INTEGER NOT NULL CONSTRAINT order_lines_quantity CHECK (quantity > 0),
    unit_price BIGINT  NOT NULL CONSTRAINT order_lines_unit_price CHECK (unit_price >= 0),
    refunded   INTEGER NOT NULL DEFAULT 0 CONSTRAINT order_lines_refunded CHECK (refunded BETWEEN 0 AND quantity),
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

INSERT INTO order_lines
SELECT l.order_id, l.line, l.sku, l.quantity, l.unit_price, CASE o.status WHEN 'REFUNDED' THEN l.quantity ELSE 0 END
FROM order_lines_before l LEFT JOIN orders_before o ON o.order_id = l.order_id
ORDER BY l.order_id, l.line;

DROP TABLE order_lines_before;
DROP TABLE orders_before;
PRAGMA legacy_alter_table = OFF;

UPDATE sale_events SET type = CASE type
    WHEN 'ShardFounded' THEN 'shard.founded'
    WHEN 'SaleDefined' THEN 'sale.defined'
    WHEN 'SaleMoved' THEN CASE json_extract(data, '$.status')
        WHEN 'OPEN' THEN 'sale.opened' WHEN 'PAUSED' THEN 'sale.paused' ELSE 'sale.closed' END
    WHEN 'SaleRetired' THEN 'sale.retired'
    WHEN 'PaymentOrphaned' THEN 'payment.orphaned'
    WHEN 'StockAdded' THEN 'stock.added'
    WHEN 'PriceChanged' THEN 'price.changed'
    WHEN 'LimitChanged' THEN 'limit.changed'
    WHEN 'ItemSwitched' THEN 'item.switched'
    WHEN 'ItemAdded' THEN 'item.added'
    ELSE type END;

CREATE INDEX sale_events_by_sale ON sale_events (sale_id, sequence);
CREATE INDEX sale_events_by_type ON sale_events (type);

CREATE TABLE sales (
    sale_id      TEXT    NOT NULL PRIMARY KEY,
    merchant     TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    currency     TEXT    NOT NULL,
    status       TEXT    NOT NULL CONSTRAINT sales_status CHECK (status IN ('SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED')),
    opens_at     TEXT,
    closes_at    TEXT,
    hold_seconds INTEGER NOT NULL CONSTRAINT sales_hold_seconds CHECK (hold_seconds >= 0),
    late_payment TEXT    NOT NULL CONSTRAINT sales_late_payment CHECK (late_payment IN ('reclaim', 'refund')),
    defined_at   TEXT    NOT NULL,
    updated_at   TEXT    NOT NULL,
    retired_at   TEXT,
    shard        INTEGER NOT NULL,
    sequence     BIGINT  NOT NULL
);
CREATE INDEX sales_by_merchant ON sales (merchant);

-- "stock" is all units: for sale, held and sold. "place" is an item's place in its sale, from 1.
CREATE TABLE sale_items (
    sale_id         TEXT    NOT NULL REFERENCES sales ON DELETE CASCADE,
    sku             TEXT    NOT NULL,
    place           INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    price           BIGINT  NOT NULL CONSTRAINT sale_items_price CHECK (price >= 0),
    stock           BIGINT  NOT NULL CONSTRAINT sale_items_stock CHECK (stock >= 0),
    limit_per_buyer INTEGER NOT NULL CONSTRAINT sale_items_limit CHECK (limit_per_buyer >= 0),
    status          TEXT    NOT NULL CONSTRAINT sale_items_status CHECK (status IN ('ON', 'OFF')),
    updated_at      TEXT    NOT NULL,
    sequence        BIGINT  NOT NULL,
    PRIMARY KEY (sale_id, sku)
) WITHOUT ROWID;

-- No foreign key: a payment may come in for an order that somebody has taken out.
CREATE TABLE orphaned_payments (
    shard       INTEGER NOT NULL,
    sequence    BIGINT  NOT NULL,
    order_id    TEXT    NOT NULL,
    payment_ref TEXT    NOT NULL,
    sale_id     TEXT    NOT NULL,
    merchant    TEXT    NOT NULL,
    buyer_id    TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    total       BIGINT  NOT NULL CONSTRAINT orphaned_payments_total CHECK (total >= 0),
    at          TEXT    NOT NULL,
    by          TEXT,
    PRIMARY KEY (shard, sequence)
) WITHOUT ROWID;
CREATE INDEX orphaned_payments_by_order ON orphaned_payments (order_id);
CREATE INDEX orphaned_payments_by_payment_ref ON orphaned_payments (payment_ref);

-- What each channel sold, refunds taken off: only CONFIRMED counts, and of it what was not refunded.
CREATE VIEW channel_sales AS
SELECT o.sale_id,
       o.merchant,
       o.channel,
       o.currency,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN l.quantity - l.refunded ELSE 0 END) AS BIGINT) AS units,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN (l.quantity - l.refunded) * l.unit_price ELSE 0 END) AS BIGINT)
           AS money
FROM orders o
JOIN order_lines l ON l.order_id = o.order_id
WHERE o.status IN ('CONFIRMED', 'REFUNDED')
GROUP BY o.sale_id, o.merchant, o.channel, o.currency;
