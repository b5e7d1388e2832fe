package dev.shoutgate.inventory;

import java.util.concurrent.atomic.AtomicLongArray;

/** One item's figures on the heap. An array and not seven fields, because it has all three ways of access built in. */
final class HeapItemValue implements ItemValue {

    private static final int VERSION = 0;
    private static final int TOTAL = 1;
    private static final int HELD = 2;
    private static final int SOLD = 3;
    private static final int PRICE = 4;
    private static final int LIMIT_PER_BUYER = 5;
    private static final int STATUS = 6;

    private final AtomicLongArray figures = new AtomicLongArray(7);

    @Override
    public long getVersion() {
        return figures.getPlain(VERSION);
    }

    @Override
    public long getVolatileVersion() {
        return figures.get(VERSION);
    }

    @Override
    public void setVersion(long version) {
        figures.setPlain(VERSION, version);
    }

    @Override
    public void setOrderedVersion(long version) {
        figures.setRelease(VERSION, version);
    }

    @Override
    public void setVolatileVersion(long version) {
        figures.set(VERSION, version);
    }

    @Override
    public long getTotal() {
        return figures.getPlain(TOTAL);
    }

    @Override
    public long getVolatileTotal() {
        return figures.get(TOTAL);
    }

    @Override
    public void setTotal(long total) {
        figures.setPlain(TOTAL, total);
    }

    @Override
    public void setOrderedTotal(long total) {
        figures.setRelease(TOTAL, total);
    }

    @Override
    public void setVolatileTotal(long total) {
        figures.set(TOTAL, total);
    }

    @Override
    public long getHeld() {
        return figures.getPlain(HELD);
    }

    @Override
    public long getVolatileHeld() {
        return figures.get(HELD);
    }

    @Override
    public void setHeld(long held) {
        figures.setPlain(HELD, held);
    }

    @Override
    public void setOrderedHeld(long held) {
        figures.setRelease(HELD, held);
    }

    @Override
    public void setVolatileHeld(long held) {
        figures.set(HELD, held);
    }

    @Override
    public long getSold() {
        return figures.getPlain(SOLD);
    }

    @Override
    public long getVolatileSold() {
        return figures.get(SOLD);
    }

    @Override
    public void setSold(long sold) {
        figures.setPlain(SOLD, sold);
    }

    @Override
    public void setOrderedSold(long sold) {
        figures.setRelease(SOLD, sold);
    }

    @Override
    public void setVolatileSold(long sold) {
        figures.set(SOLD, sold);
    }

    @Override
    public long getPrice() {
        return figures.getPlain(PRICE);
    }

    @Override
    public long getVolatilePrice() {
        return figures.get(PRICE);
    }

    @Override
    public void setPrice(long price) {
        figures.setPlain(PRICE, price);
    }

    @Override
    public void setOrderedPrice(long price) {
        figures.setRelease(PRICE, price);
    }

    @Override
    public void setVolatilePrice(long price) {
        figures.set(PRICE, price);
    }

    @Override
    public int getLimitPerBuyer() {
        return (int) figures.getPlain(LIMIT_PER_BUYER);
    }

    @Override
    public int getVolatileLimitPerBuyer() {
        return (int) figures.get(LIMIT_PER_BUYER);
    }

    @Override
    public void setLimitPerBuyer(int limitPerBuyer) {
        figures.setPlain(LIMIT_PER_BUYER, limitPerBuyer);
    }

    @Override
    public void setOrderedLimitPerBuyer(int limitPerBuyer) {
        figures.setRelease(LIMIT_PER_BUYER, limitPerBuyer);
    }

    @Override
    public void setVolatileLimitPerBuyer(int limitPerBuyer) {
        figures.set(LIMIT_PER_BUYER, limitPerBuyer);
    }

    @Override
    public int getStatus() {
        return (int) figures.getPlain(STATUS);
    }

    @Override
    public int getVolatileStatus() {
        return (int) figures.get(STATUS);
    }

    @Override
    public void setStatus(int status) {
        figures.setPlain(STATUS, status);
    }

    @Override
    public void setOrderedStatus(int status) {
        figures.setRelease(STATUS, status);
    }

    @Override
    public void setVolatileStatus(int status) {
        figures.set(STATUS, status);
    }
}
