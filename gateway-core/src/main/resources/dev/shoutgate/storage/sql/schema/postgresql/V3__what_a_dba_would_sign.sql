-- PostgreSQL's own types, constraints and indexes for what is there, and tables of what now is. Rows of older releases
-- are carried over. What they had not kept stays empty: when a refunded order had been confirmed.

DROP VIEW IF EXISTS channel_sales;

-- An order that is confirmed at once has no hold, which older releases wrote as one of no length.
ALTER TABLE orders
    ALTER COLUMN expires_at TYPE timestamptz
        USING CASE WHEN expires_at = created_at THEN NULL ELSE expires_at::timestamptz END,
    ALTER COLUMN created_at TYPE timestamptz USING created_at::timestamptz,
    ALTER COLUMN updated_at TYPE timestamptz USING updated_at::timestamptz,
    ADD COLUMN shard        integer NOT NULL DEFAULT 0,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN cancelled_at timestamptz,
    ADD COLUMN refunded_at  timestamptz;

-- The first two characters of an order's id are its shard, in base 32.
UPDATE orders
SET shard = greatest(0, (strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(order_id, 1, 1)) - 1) * 32
                        + strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(order_id, 2, 1)) - 1),
    confirmed_at = CASE status WHEN 'CONFIRMED' THEN updated_at END,
    cancelled_at = CASE status WHEN 'CANCELLED' THEN updated_at END,
    refunded_at = CASE status WHEN 'REFUNDED' THEN updated_at END;

ALTER TABLE orders
    ALTER COLUMN shard DROP DEFAULT,
    ADD CONSTRAINT orders_status CHECK (status IN ('HELD', 'CONFIRMED', 'CANCELLED', 'EXPIRED', 'REFUNDED')),
    ADD CONSTRAINT orders_total CHECK (total >= 0);

CREATE INDEX orders_by_buyer ON orders (buyer_id);
CREATE INDEX orders_by_sale_and_status ON orders (sale_id, status);
CREATE INDEX orders_by_channel ON orders (channel) WHERE channel IS NOT NULL;
CREATE INDEX orders_by_payment_ref ON orders (payment_ref) WHERE payment_ref IS NOT NULL;
-- Orders lie in the table nearly as they were taken, so a few words for each stretch of it are enough.
CREATE INDEX orders_by_time ON orders USING brin (created_at) WITH (pages_per_range = 32, autosummarize = on);

-- Not valid for the lines of old: somebody may have taken orders out and left their lines. New ones are held to it.
ALTER TABLE order_lines
    ADD COLUMN refunded integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT order_lines_order FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE NOT VALID;

UPDATE order_lines SET refunded = quantity
WHERE order_id IN (SELECT order_id FROM orders WHERE status = 'REFUNDED');

ALTER TABLE order_lines
    ADD CONSTRAINT order_lines_quantity CHECK (quantity > 0),
    ADD CONSTRAINT order_lines_unit_price CHECK (unit_price >= 0),
    ADD CONSTRAINT order_lines_refunded CHECK (refunded BETWEEN 0 AND quantity);

-- JSON of PostgreSQL cannot hold U+0000, which older releases let into titles.
ALTER TABLE sale_events
    ALTER COLUMN at TYPE timestamptz USING at::timestamptz,
    ALTER COLUMN data TYPE jsonb
        USING regexp_replace(data, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::jsonb;

UPDATE sale_events SET type = CASE type
    WHEN 'ShardFounded' THEN 'shard.founded'
    WHEN 'SaleDefined' THEN 'sale.defined'
    WHEN 'SaleMoved' THEN CASE data ->> 'status'
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
    sale_id      text        NOT NULL PRIMARY KEY,
    merchant     text        NOT NULL,
    title        text        NOT NULL,
    currency     text        NOT NULL,
    status       text        NOT NULL CONSTRAINT sales_status
                             CHECK (status IN ('SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED')),
    opens_at     timestamptz,
    closes_at    timestamptz,
    hold_seconds integer     NOT NULL CONSTRAINT sales_hold_seconds CHECK (hold_seconds >= 0),
    late_payment text        NOT NULL CONSTRAINT sales_late_payment CHECK (late_payment IN ('reclaim', 'refund')),
    defined_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    retired_at   timestamptz,
    shard        integer     NOT NULL,
    sequence     bigint      NOT NULL
);
CREATE INDEX sales_by_merchant ON sales (merchant);

CREATE TABLE sale_items (
    sale_id         text        NOT NULL CONSTRAINT sale_items_sale REFERENCES sales ON DELETE CASCADE,
    sku             text        NOT NULL,
    place           integer     NOT NULL,
    title           text        NOT NULL,
    price           bigint      NOT NULL CONSTRAINT sale_items_price CHECK (price >= 0),
    stock           bigint      NOT NULL CONSTRAINT sale_items_stock CHECK (stock >= 0),
    limit_per_buyer integer     NOT NULL CONSTRAINT sale_items_limit CHECK (limit_per_buyer >= 0),
    status          text        NOT NULL CONSTRAINT sale_items_status CHECK (status IN ('ON', 'OFF')),
    updated_at      timestamptz NOT NULL,
    sequence        bigint      NOT NULL,
    PRIMARY KEY (sale_id, sku)
);

-- No foreign key: a payment may come in for an order that somebody has taken out.
CREATE TABLE orphaned_payments (
    shard       integer     NOT NULL,
    sequence    bigint      NOT NULL,
    order_id    text        NOT NULL,
    payment_ref text        NOT NULL,
    sale_id     text        NOT NULL,
    merchant    text        NOT NULL,
    buyer_id    text        NOT NULL,
    currency    text        NOT NULL,
    total       bigint      NOT NULL CONSTRAINT orphaned_payments_total CHECK (total >= 0),
    at          timestamptz NOT NULL,
    by          text,
    PRIMARY KEY (shard, sequence)
);
CREATE INDEX orphaned_payments_by_order ON orphaned_payments (order_id);
CREATE INDEX orphaned_payments_by_payment_ref ON orphaned_payments (payment_ref);

CREATE VIEW channel_sales AS
SELECT o.sale_id,
       o.merchant,
       o.channel,
       o.currency,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN l.quantity - l.refunded ELSE 0 END) AS bigint) AS units,
       CAST(SUM(CASE WHEN o.status = 'CONFIRMED' THEN (l.quantity - l.refunded) * l.unit_price ELSE 0 END) AS bigint)
           AS money
FROM orders o
JOIN order_lines l ON l.order_id = o.order_id
WHERE o.status IN ('CONFIRMED', 'REFUNDED')
GROUP BY o.sale_id, o.merchant, o.channel, o.currency;

COMMENT ON TABLE orders IS 'Every order, as it now is.';
COMMENT ON COLUMN orders.total IS 'What the buyer owes, in minor units of the currency: 1999 of CNY are 19.99.';
COMMENT ON COLUMN orders.channel IS 'Who brought the buyer; null for nobody.';
COMMENT ON COLUMN orders.payment_ref IS 'The payment that confirmed it, by the shop''s own reference.';
COMMENT ON COLUMN orders.expires_at IS 'When its hold ends; null where it was confirmed at once.';
COMMENT ON COLUMN orders.updated_at IS 'When it last changed.';
COMMENT ON COLUMN orders.shard IS 'The journal that has it; a sequence is unique within its shard.';
COMMENT ON COLUMN orders.sequence IS 'The fact of that journal that took it.';
COMMENT ON COLUMN orders.confirmed_at IS
    'When it was paid; null too for orders that were refunded before version 3 of this schema.';
COMMENT ON TABLE order_lines IS 'What was ordered: one row an item of an order.';
COMMENT ON COLUMN order_lines.unit_price IS 'What one unit cost this buyer, in minor units of the order''s currency.';
COMMENT ON COLUMN order_lines.refunded IS 'Units of the quantity that were refunded.';
COMMENT ON TABLE sale_events IS 'Every fact that is not an order''s, in the order of its shard.';
COMMENT ON COLUMN sale_events.type IS 'What happened, by the name that the events of a topic have: sale.opened.';
COMMENT ON COLUMN sale_events.by IS 'The operator who did it; null for the clock.';
COMMENT ON COLUMN sale_events.data IS 'What else the fact says, by the names of the HTTP API.';
COMMENT ON TABLE flush_position IS
    'The last fact of each shard that is stored here. It moves with the rows, in one transaction.';
COMMENT ON TABLE sales IS 'Every sale, as it now is.';
COMMENT ON COLUMN sales.hold_seconds IS 'How long an order waits for its payment; 0: it is confirmed at once.';
COMMENT ON COLUMN sales.late_payment IS 'What a payment after the hold does: reclaim the units, or be sent back.';
COMMENT ON COLUMN sales.retired_at IS 'When the gateway let go of the sale and its orders; its rows stay here.';
COMMENT ON COLUMN sales.sequence IS 'The last fact of its shard that changed it.';
COMMENT ON TABLE sale_items IS 'Every item of every sale, as it now is.';
COMMENT ON COLUMN sale_items.place IS 'Its place in the sale, from 1.';
COMMENT ON COLUMN sale_items.price IS 'Of one unit, in minor units of the sale''s currency.';
COMMENT ON COLUMN sale_items.stock IS 'All units: for sale, held and sold.';
COMMENT ON COLUMN sale_items.sequence IS 'The last fact of its sale''s shard that changed it.';
COMMENT ON TABLE orphaned_payments IS 'Payments that came in for an order that could not take them: send them back.';
COMMENT ON COLUMN orphaned_payments.total IS 'What the order cost, in minor units of the currency.';
COMMENT ON VIEW channel_sales IS
    'What each channel sold, refunds taken off: only CONFIRMED counts, and of it what was not refunded.';
COMMENT ON COLUMN channel_sales.money IS 'In minor units of the currency.';
