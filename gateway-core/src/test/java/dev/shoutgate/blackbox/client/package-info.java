/** What programs make of the descriptions: clients in other people's languages, which buy, pay, restock and audit. */
package dev.shoutgate.blackbox.client;
