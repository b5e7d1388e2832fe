/**
 * The gateway beside other servers under the same load: a bare Netty server, Vert.x with Redis, and PostgreSQL.
 *
 * <p>Each {@code Contender} gets its {@code Turn} in a JVM of its own ({@code ServerProcess}); {@code Comparison} sets
 * the rest in relation to the first. Another server is another {@code Contender}.
 */
package dev.shoutgate.bench.peer;
