package dev.shoutgate.inventory;

/**
 * One item's figures on the heap. What is read alone, or ordered by, is volatile, whichever way it is written.
 *
 * <p>Threading: as {@link ItemValue} says.
 */
final class HeapItemValue implements ItemValue {

    private volatile long version;
    private long total;
    private long held;
    private long sold;
    private long price;
    private volatile int limitPerBuyer;
    private volatile int status;

    @Override
    public long getVersion() {
        return version;
    }

    @Override
    public long getVolatileVersion() {
        return version;
    }

    @Override
    public void setVersion(long version) {
        this.version = version;
    }

    @Override
    public void setOrderedVersion(long version) {
        this.version = version;
    }

    @Override
    public long getTotal() {
        return total;
    }

    @Override
    public void setTotal(long total) {
        this.total = total;
    }

    @Override
    public long getHeld() {
        return held;
    }

    @Override
    public void setHeld(long held) {
        this.held = held;
    }

    @Override
    public long getSold() {
        return sold;
    }

    @Override
    public void setSold(long sold) {
        this.sold = sold;
    }

    @Override
    public long getPrice() {
        return price;
    }

    @Override
    public void setPrice(long price) {
        this.price = price;
    }

    @Override
    public int getLimitPerBuyer() {
        return limitPerBuyer;
    }

    @Override
    public int getVolatileLimitPerBuyer() {
        return limitPerBuyer;
    }

    @Override
    public void setLimitPerBuyer(int limitPerBuyer) {
        this.limitPerBuyer = limitPerBuyer;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public int getVolatileStatus() {
        return status;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }
}
