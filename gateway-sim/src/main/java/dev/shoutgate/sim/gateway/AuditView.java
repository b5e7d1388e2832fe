package dev.shoutgate.sim.gateway;

/** What the gateway's own recount says, and the body that it said it in. */
public record AuditView(boolean ok, String body) {
}
