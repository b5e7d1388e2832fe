/** What surrounds the stores of a running gateway: several at once, each in trouble of its own, and the sale goes on. */
package dev.shoutgate.blackbox.store;
