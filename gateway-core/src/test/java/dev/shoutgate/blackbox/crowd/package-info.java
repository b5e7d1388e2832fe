/** Many at once: the stock, the limits and the keys hold, whoever comes first. */
package dev.shoutgate.blackbox.crowd;
