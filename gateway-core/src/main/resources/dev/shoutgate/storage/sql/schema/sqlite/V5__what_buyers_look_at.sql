-- What buyers look at: null where nothing is said of it, as in everything that older releases stored.

ALTER TABLE sales ADD COLUMN featured TEXT;
ALTER TABLE sales ADD COLUMN notice TEXT;
ALTER TABLE sales ADD COLUMN checkout_url TEXT;

ALTER TABLE sale_items ADD COLUMN image TEXT;
ALTER TABLE sale_items ADD COLUMN list_price BIGINT CONSTRAINT sale_items_list_price CHECK (list_price >= 0);
ALTER TABLE sale_items ADD COLUMN on_at TEXT;
ALTER TABLE sale_items ADD COLUMN off_at TEXT;
