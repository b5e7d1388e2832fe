/** The operators' side: defining and moving sales, tokens, reads, audit, health, metrics, and the API's description. */
package dev.shoutgate.blackbox.operator;
