/** Bad input and awkward clients: each gets a clear error or is cut off, and nothing is recorded. */
package dev.shoutgate.blackbox.input;
