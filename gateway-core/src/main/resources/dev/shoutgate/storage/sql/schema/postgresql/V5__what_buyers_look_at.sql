-- What buyers look at: null where nothing is said of it, as in everything that older releases stored.

ALTER TABLE sales
    ADD COLUMN featured     text,
    ADD COLUMN notice       text,
    ADD COLUMN checkout_url text;

ALTER TABLE sale_items
    ADD COLUMN image      text,
    ADD COLUMN list_price bigint CONSTRAINT sale_items_list_price CHECK (list_price >= 0),
    ADD COLUMN on_at      timestamptz,
    ADD COLUMN off_at     timestamptz;

COMMENT ON COLUMN sales.featured IS 'The SKU that the host is speaking of.';
COMMENT ON COLUMN sales.notice IS 'A line from the host.';
COMMENT ON COLUMN sales.checkout_url IS 'Where a held order is paid, {orderId} in it standing for the order.';
COMMENT ON COLUMN sale_items.image IS 'A picture: an https address, or a path of the gateway.';
COMMENT ON COLUMN sale_items.list_price IS 'What it cost before, in minor units of the sale''s currency.';
COMMENT ON COLUMN sale_items.on_at IS 'When it appears by itself.';
COMMENT ON COLUMN sale_items.off_at IS 'When it goes by itself.';
