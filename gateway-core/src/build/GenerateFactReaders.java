import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Part of the build, not of the product: writes, beside the encoders that SBE makes of {@code facts.xml}, the types that
 * everybody who reads facts would otherwise keep by hand.
 *
 * <ul>
 *   <li>{@code FactKind}: what a fact is called, inside and outside, and what it is about.
 *   <li>{@code FactHandler}: one method a fact and no default, so that a new fact does not compile until it is handled.
 *   <li>{@code FactDispatch}: the one switch from bytes to a {@code FactHandler}.
 *   <li>{@code FactText}: the fields of a fact under their names outside, to a {@code FactSink}.
 *   <li>{@code FactLines}: passes over the lines of a fact, for whoever wants the texts behind them.
 *   <li>{@code SnapshotHandler}, {@code SnapshotDispatch}: the same for the records of a snapshot.
 * </ul>
 *
 * <p>Run by the JDK from this source file: {@code java GenerateFactReaders.java FACTS_XML OUTPUT_FOLDER}.
 */
public final class GenerateFactReaders {

    /** Messages from this id on are records of a snapshot and no facts. */
    private static final int FIRST_SNAPSHOT_ID = 100;

    /** The order of printing: names first, who did it last, all else as it is declared. */
    private static final List<String> FIRST =
            List.of("orderId", "saleId", "sku", "merchant", "title", "buyerId", "paymentRef");
    private static final List<String> LAST = List.of("by", "idempotencyKey");

    private static final String PACKAGE = "dev.shoutgate.journal.fact";

    private final Path folder;
    private final Map<String, List<String[]>> enums = new LinkedHashMap<>();
    private final List<Element> facts = new ArrayList<>();
    private final List<Element> records = new ArrayList<>();

    private GenerateFactReaders(Element schema, Path folder) {
        this.folder = folder;
        for (Element type : all(schema, "enum")) {
            List<String[]> words = all(type, "validValue").stream()
                    .map(word -> new String[] {word.getAttribute("name"), word.getAttribute("description")}).toList();
            enums.put(type.getAttribute("name"), words);
        }
        for (Element message : all(schema, "sbe:message")) {
            boolean fact = Integer.parseInt(message.getAttribute("id")) <= FIRST_SNAPSHOT_ID;
            (fact ? facts : records).add(message);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Element schema = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(Path.of(arguments[0]).toFile()).getDocumentElement();
        Path folder = Path.of(arguments[1]).resolve(PACKAGE.replace('.', '/'));
        Files.createDirectories(folder);
        new GenerateFactReaders(schema, folder).write();
    }

    private void write() throws IOException {
        writeKinds();
        writeHandler("FactHandler", "one fact", facts);
        writeDispatch("FactDispatch", "FactHandler", "fact", facts);
        writeHandler("SnapshotHandler", "one record of a snapshot", records);
        writeDispatch("SnapshotDispatch", "SnapshotHandler", "record", records);
        writeText();
        writeLines();
    }

    private void writeKinds() throws IOException {
        StringBuilder java = begin("What a fact is called, inside and outside, and what it is about.");
        java.append("public enum FactKind {\n");
        for (Element fact : facts) {
            java.append("    ").append(constant(name(fact))).append("(").append(fact.getAttribute("id")).append(", \"")
                    .append(name(fact)).append("\", About.").append(about(fact)).append(", ")
                    .append(offset(fact, "orderNumber")).append(", ").append(offset(fact, "orderId")).append(", ")
                    .append(offset(fact, "itemNumber")).append(eventNames(fact)).append("),\n");
        }
        java.setLength(java.length() - 2);
        java.append(KIND_BODY);
        end("FactKind", java);
    }

    /** Status and event in turn: the semanticType, with the word of the status in it if it asks for one. */
    private String eventNames(Element fact) {
        String name = fact.getAttribute("semanticType");
        if (!name.contains("{status}")) {
            return ", null, \"" + name + "\"";
        }
        Element status = fields(fact).stream().filter(field -> name(field).equals("status")).findFirst().orElseThrow();
        StringBuilder names = new StringBuilder();
        for (String[] word : enums.get(status.getAttribute("semanticType"))) {
            if (!word[1].isEmpty()) {
                names.append(", \"").append(word[0]).append("\", \"").append(name.replace("{status}", word[1]))
                        .append('"');
            }
        }
        return names.toString();
    }

    private static String about(Element fact) {
        List<String> names = fields(fact).stream().map(GenerateFactReaders::name).toList();
        return names.contains("orderNumber") ? "ORDER" : names.contains("itemNumber") ? "ITEM"
                : names.contains("saleNumber") ? "SALE" : "SHARD";
    }

    /** Where a field of the fixed part stands behind the message header; -1 if the fact has none. */
    private static int offset(Element fact, String wanted) {
        int offset = 8;
        for (Element field : fields(fact)) {
            if (name(field).equals(wanted)) {
                return offset;
            }
            offset += switch (field.getAttribute("type")) {
                case "int64" -> 8;
                case "int32" -> 4;
                case "uint8" -> 1;
                case "OrderId" -> 16;
                case "Currency" -> 3;
                default -> throw new IllegalStateException("how long is a " + field.getAttribute("type") + "?");
            };
        }
        return -1;
    }

    private void writeHandler(String type, String what, List<Element> messages) throws IOException {
        StringBuilder java = begin("Takes " + what + ", by kind. Without defaults, so that a new one does not compile\n"
                + " * until everybody who must have an opinion on it has one. The decoder is valid during the call only.");
        java.append("public interface ").append(type).append(" {\n");
        for (Element message : messages) {
            java.append("\n    void ").append(method(message)).append("(long sequence, long timeMs, ")
                    .append(name(message)).append("Decoder ").append(noun(type)).append(");\n");
        }
        java.append("}\n");
        end(type, java);
    }

    private void writeDispatch(String type, String handler, String what, List<Element> messages) throws IOException {
        StringBuilder java = begin("Hands the bytes of a " + what + " to the method that is for its kind.\n *\n"
                + " * <p>Threading: one thread. Throws {@link IllegalStateException} for a kind that this version does not\n"
                + " * know: leaving it out would make a state that silently differs from the journal.");
        java.append("public final class ").append(type).append(" implements dev.shoutgate.journal.FactReader {\n\n")
                .append("    private final MessageHeaderDecoder header = new MessageHeaderDecoder();\n");
        for (Element message : messages) {
            java.append("    private final ").append(name(message)).append("Decoder ").append(method(message))
                    .append(" = new ").append(name(message)).append("Decoder();\n");
        }
        java.append("    private final ").append(handler).append(" handler;\n\n    public ").append(type).append("(")
                .append(handler).append(" handler) {\n        this.handler = handler;\n    }\n\n    @Override\n")
                .append("    public void onFact(long sequence, long timeMs, org.agrona.DirectBuffer buffer, int offset,")
                .append(" int length) {\n        switch (header.wrap(buffer, offset).templateId()) {\n");
        for (Element message : messages) {
            java.append("            case ").append(name(message)).append("Decoder.TEMPLATE_ID -> handler.")
                    .append(method(message)).append("(sequence, timeMs,\n                    ").append(method(message))
                    .append(".wrapAndApplyHeader(buffer, offset, header));\n");
        }
        java.append("            default -> throw new IllegalStateException(\"").append(what)
                .append(" \" + sequence + \" has the unknown template \"\n")
                .append("                    + header.templateId() + \"; was it written by a newer version?\");\n")
                .append("        }\n    }\n}\n");
        end(type, java);
    }

    private void writeText() throws IOException {
        StringBuilder java = begin("The fields of a fact under the names that outsiders know. What only the shard"
                + " understands is\n * left out, the keys of its hashes above all.\n *\n * <p>Threading: any; stateless.");
        java.append("public final class FactText {\n\n    private FactText() {}\n");
        enums.forEach((name, words) -> java.append("\n    public static final java.util.List<String> ").append(constant(name))
                .append(" =\n            java.util.List.of(\"").append(String.join("\", \"", words.stream().map(word -> word[0]).toList()))
                .append("\");"));
        java.append("\n\n    /** Tells the fields; {@code offset} is where the message header starts. */\n")
                .append("    public static void tell(FactKind kind, org.agrona.DirectBuffer buffer, int offset,")
                .append(" dev.shoutgate.journal.FactSink to) {\n")
                .append("        MessageHeaderDecoder header = new MessageHeaderDecoder();\n        switch (kind) {\n");
        for (Element fact : facts) {
            java.append("            case ").append(constant(name(fact))).append(" ->\n                tell(new ")
                    .append(name(fact)).append("Decoder().wrapAndApplyHeader(buffer, offset, header), to);\n");
        }
        java.append("        }\n    }\n");
        for (Element fact : facts) {
            java.append("\n    private static void tell(").append(name(fact)).append("Decoder fact, ")
                    .append("dev.shoutgate.journal.FactSink to) {\n");
            tellFields(java, fact, "fact", "to", "        ");
            java.append("    }\n");
        }
        java.append("}\n");
        end("FactText", java);
    }

    private void writeLines() throws IOException {
        StringBuilder java = begin("Passes over what stands before a fact's texts: the lines of its order. A fact that is"
                + "\n * older than its lines has none.\n *\n * <p>Threading: any; stateless.");
        java.append("public final class FactLines {\n\n    private FactLines() {}\n");
        for (Element fact : facts) {
            if (children(fact).stream().anyMatch(child -> name(child).equals("lines"))) {
                String type = name(fact) + "Decoder";
                java.append("\n    public static ").append(type).append(" skip(").append(type).append(" fact) {\n")
                        .append("        for (").append(type).append(".LinesDecoder line : fact.lines()) {\n")
                        .append("            line.sbeSkip();\n        }\n        return fact;\n    }\n");
            }
        }
        java.append("}\n");
        end("FactLines", java);
    }

    /** Text and groups can be read in their declared order only, so all are read first and told afterwards. */
    private void tellFields(StringBuilder java, Element block, String from, String to, String indent) {
        Map<String, String> tells = new LinkedHashMap<>();
        for (Element field : children(block)) {
            String role = field.getAttribute("semanticType");
            String local = from + "_" + name(field);
            if (field.getTagName().equals("group")) {
                tellGroup(java, field, from, to, indent);
            } else if (field.getTagName().equals("data")) {
                java.append(indent).append("String ").append(local).append(" = ").append(from).append('.')
                        .append(name(field)).append("();\n");
                tells.put(outside(field), since(field, role, from) + to + ".text(\"" + outside(field) + "\", " + local + ");");
            } else if (!role.equals("inner")) {
                tells.put(outside(field), since(field, role, from)
                        + to + tell(field, role, from + "." + name(field) + "()"));
            }
        }
        tells.entrySet().stream().sorted(Comparator.comparingInt(tell -> rank(tell.getKey())))
                .forEach(tell -> java.append(indent).append(tell.getValue()).append('\n'));
    }

    /** A fact that is older than a field has none of it, and nothing is told. An old fact without a flag means yes. */
    private static String since(Element field, String role, String from) {
        String version = field.getAttribute("sinceVersion");
        return version.isEmpty() || role.equals("flag") ? ""
                : "if (" + from + ".actingVersion() >= " + version + ") ";
    }

    private void tellGroup(StringBuilder java, Element group, String from, String to, String indent) {
        String type = name((Element) group.getParentNode()) + "Decoder."
                + upper(name(group)) + "Decoder";
        java.append(indent).append("for (").append(type).append(" entry : ").append(from).append('.')
                .append(name(group)).append("()) {\n").append(indent)
                .append("    dev.shoutgate.journal.FactSink entryTo = ").append(to).append(".entry(\"")
                .append(outside(group)).append("\");\n");
        tellFields(java, group, "entry", "entryTo", indent + "    ");
        java.append(indent).append("}\n");
    }

    private String tell(Element field, String role, String value) {
        String name = ".%s(\"" + outside(field) + "\", ";
        if (role.matches("time|flag|optional")) {
            return name.formatted(role) + value + (role.equals("flag") ? " != 0);" : ");");
        }
        if (enums.containsKey(role)) {
            return name.formatted("word") + constant(role) + ", " + value + ");";
        }
        boolean text = field.getAttribute("type").matches("OrderId|Currency");
        return name.formatted(text ? "text" : "number") + value + ");";
    }

    private static int rank(String name) {
        return FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size() + 1 + LAST.indexOf(name);
    }

    private static String outside(Element field) {
        String role = field.getAttribute("semanticType");
        String name = name(field);
        return role.startsWith("as:") ? role.substring(3) : role.equals("time") ? name.replaceFirst("Ms$", "") : name;
    }

    private static String noun(String handler) {
        return handler.equals("FactHandler") ? "fact" : "record";
    }

    private static String name(Element element) {
        return element.getAttribute("name");
    }

    private static String method(Element message) {
        return name(message).substring(0, 1).toLowerCase(Locale.ROOT) + name(message).substring(1);
    }

    private static String upper(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String constant(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static List<Element> fields(Element message) {
        return children(message).stream().filter(child -> child.getTagName().equals("field")).toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static StringBuilder begin(String javadoc) {
        return new StringBuilder("/* Generated from facts.xml by GenerateFactReaders. */\npackage ").append(PACKAGE)
                .append(";\n\n/**\n * ").append(javadoc).append("\n */\n");
    }

    private void end(String type, StringBuilder java) throws IOException {
        Files.writeString(folder.resolve(type + ".java"), java);
    }

    private static final String KIND_BODY = """
            ;

                /** What a fact changes. */
                public enum About { ORDER, ITEM, SALE, SHARD }

                private static final int MOST = 100;
                private static final FactKind[] BY_ID = new FactKind[MOST];

                static {
                    for (FactKind kind : values()) {
                        BY_ID[kind.id] = kind;
                    }
                }

                private final int id;
                private final String factName;
                private final About about;
                private final int orderNumberAt;
                private final int orderIdAt;
                private final int itemNumberAt;
                private final String[] events;

                FactKind(int id, String factName, About about, int orderNumberAt, int orderIdAt, int itemNumberAt,
                        String... events) {
                    this.id = id;
                    this.factName = factName;
                    this.about = about;
                    this.orderNumberAt = orderNumberAt;
                    this.orderIdAt = orderIdAt;
                    this.itemNumberAt = itemNumberAt;
                    this.events = events;
                }

                /** The kind of the fact whose message header starts at {@code offset}; null if this version has none. */
                public static FactKind of(org.agrona.DirectBuffer buffer, int offset) {
                    int id = buffer.getShort(offset + 2, java.nio.ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
                    int schema = buffer.getShort(offset + 4, java.nio.ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
                    return schema == MessageHeaderDecoder.SCHEMA_ID && id < MOST ? BY_ID[id] : null;
                }

                /** Its name in the journal, such as {@code PriceChanged}. */
                public String factName() {
                    return factName;
                }

                public About about() {
                    return about;
                }

                /** The names of its events, such as {@code price.changed}. */
                public java.util.List<String> events() {
                    return java.util.stream.IntStream.range(0, events.length / 2).mapToObj(i -> events[2 * i + 1])
                            .toList();
                }

                /** The name of its event; of those that a status tells apart, the one for that status. */
                public String event(String status) {
                    for (int i = 0; i < events.length; i += 2) {
                        if (events[i] == null || events[i].equals(status)) {
                            return events[i + 1];
                        }
                    }
                    throw new IllegalStateException("a " + factName + " with the status " + status + " is no event");
                }

                /** The kind of that name in the journal; {@link IllegalStateException} if there is none. */
                public static FactKind named(String factName) {
                    for (FactKind kind : values()) {
                        if (kind.factName.equals(factName)) {
                            return kind;
                        }
                    }
                    throw new IllegalStateException("there is no fact " + factName);
                }

                /** The order that a fact about an order is about. */
                public long orderNumber(org.agrona.DirectBuffer buffer, int offset) {
                    return buffer.getLong(offset + orderNumberAt, java.nio.ByteOrder.LITTLE_ENDIAN);
                }

                /** That order's id, as outsiders know it. */
                public String orderId(org.agrona.DirectBuffer buffer, int offset) {
                    return buffer.getStringWithoutLengthAscii(offset + orderIdAt, 16);
                }

                /** The item that a fact about an item is about. */
                public int itemNumber(org.agrona.DirectBuffer buffer, int offset) {
                    return buffer.getInt(offset + itemNumberAt, java.nio.ByteOrder.LITTLE_ENDIAN);
                }
            }
            """;
}
