package dev.shoutgate.sim.proof;

/** The gateway's own recount from its orders says ok. */
final class AuditAgrees implements Invariant {
    private static final String NAME = "audit-agrees";
    private static final String WANTED = "GET /v1/sales/{saleId}/audit says ok";
    private static final int SHOWN = 500;

    @Override
    public Finding check(Evidence evidence) {
        if (evidence.audit() == null) {
            return Finding.skipped(NAME, WANTED, "the operator token may not see this sale");
        }
        Offenders offenders = new Offenders();
        String body = evidence.audit().body().strip();
        if (!evidence.audit().ok()) {
            offenders.add(() -> body.substring(0, Math.min(SHOWN, body.length())));
        }
        return Finding.of(NAME, WANTED, evidence.audit().ok() ? "ok" : "not ok", offenders);
    }
}
