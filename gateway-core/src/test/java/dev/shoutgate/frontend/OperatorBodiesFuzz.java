package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Jazzer calls: a body, for every reader of operators' bodies. */
public final class OperatorBodiesFuzz {

    private static final Operator DESK = new Operator("desk", null, "k");
    private static final int LONGEST_DETAIL = 400;

    private static final List<Reader> READERS = List.of(
            (fields, request) -> new SaleDefinitionReader(fields).read("demo", object(request)),
            (fields, request) -> new SaleDefinitionReader(fields).readChange(object(request)),
            (fields, request) -> ItemReader.newItem(fields, request).of(3, DESK),
            (fields, request) -> ItemReader.change(fields, request).of(3, DESK),
            (fields, request) -> ItemReader.restock(fields, request).of(3, DESK),
            (fields, request) -> OrderActReader.confirm(fields, request).of(7, DESK),
            (fields, request) -> OrderActReader.cancel(fields, request).of(7, DESK),
            (fields, request) -> OrderActReader.refund(fields, request).of(7, DESK),
            (fields, request) -> OrderActReader.extend(fields, request).of(7, DESK));

    private OperatorBodiesFuzz() {}

    private interface Reader {
        Object read(FieldReader fields, Request request) throws NotJsonException;
    }

    /** Throws where a body that is taken reads otherwise once it is written again, or where a refusal helps nobody. */
    public static void fuzzerTestOneInput(byte[] body) {
        for (Reader reader : READERS) {
            try {
                FieldReader fields = new FieldReader();
                Object said = reader.read(fields, request(body));
                if (fields.errors().isEmpty() && body.length > 0) {
                    assertThat(reader.read(fields, request(written(body)))).isEqualTo(said);
                    assertThat(fields.errors()).isEmpty();
                }
                fields.errors().forEach(error -> assertHelps(error, body));
            } catch (NotJsonException e) {
                assertThat(e.getMessage()).startsWith("The ").hasSizeLessThan(LONGEST_DETAIL);
            }
        }
    }

    /** It points into the body, or at what is missing there. */
    private static void assertHelps(FieldError error, byte[] body) {
        assertThat(error.detail()).isNotBlank().hasSizeLessThan(LONGEST_DETAIL);
        JsonPointer parent = JsonPointer.compile(error.pointer()).head();
        try {
            assertThat(parent == null || !object(request(body)).at(parent).isMissingNode()).as(error.pointer()).isTrue();
        } catch (NotJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] written(byte[] body) throws NotJsonException {
        return object(request(body)).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode object(Request request) throws NotJsonException {
        return JsonReading.object(request.body, request.bodyLength);
    }

    private static Request request(byte[] body) {
        Request request = new Request();
        request.target = new RouteTable().on("PATCH", "/sales/{saleId}/items/{sku}", (whole, exchange) -> { })
                .resolve("PATCH", "/sales/demo/items/phone");
        request.ensureBody(body.length);
        System.arraycopy(body, 0, request.body, 0, body.length);
        request.bodyLength = body.length;
        return request;
    }
}
