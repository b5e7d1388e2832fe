/** Passes: how they are given, what they are good for, and what none is good for. */
package dev.shoutgate.blackbox.pass;
