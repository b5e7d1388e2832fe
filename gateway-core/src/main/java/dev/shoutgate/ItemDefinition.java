package dev.shoutgate;

/**
 * What the merchant said of an item when it was defined. The live figures are the inventory's.
 *
 * @param sku           1..64 characters of the id alphabet
 * @param title         what the page shows
 * @param price         minor units, 0..10^12
 * @param stock         units to begin with, 0..10^9
 * @param limitPerBuyer units that one buyer may hold or own, from 1
 * @param on            whether buyers may see and buy it
 */
public record ItemDefinition(String sku, String title, long price, long stock, int limitPerBuyer, boolean on) {}
