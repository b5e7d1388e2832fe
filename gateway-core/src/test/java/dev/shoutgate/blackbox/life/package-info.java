/** What happens after the press: payments, refunds, restocks, changes in mid-sale, and races that have one winner. */
package dev.shoutgate.blackbox.life;
