/** The gateway as a process that stops, is killed, and comes back: what it promised is still there. */
package dev.shoutgate.blackbox.restart;
