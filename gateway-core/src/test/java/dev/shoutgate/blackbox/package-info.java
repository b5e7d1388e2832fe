/**
 * Judges the gateway from outside: everything here speaks HTTP to real sockets and knows the contract, never the code.
 *
 * <p>This package is the equipment; the claims are in the packages below it.
 * {@link dev.shoutgate.blackbox.GatewayUnderTest} runs a gateway in this JVM,
 * {@link dev.shoutgate.blackbox.GatewayProcess} in a child that may be killed.
 */
package dev.shoutgate.blackbox;
