/** What a buyer gets and keeps: orders, repeats, cancels, limits, holds, and the order of the checks. */
package dev.shoutgate.blackbox.order;
