package dev.shoutgate.journal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What of an SBE schema decides how bytes are read: names of types and descriptions are left out. */
record FactSchema(int version, String identity, Map<Integer, Block> messages, Map<String, Map<String, String>> enums) {

    /** A message or a group: its fixed fields, its groups, and its texts, each in the order of the bytes. */
    record Block(Member self, List<Member> fields, List<Block> groups, List<Member> data) {

        List<Member> groupsThemselves() {
            return groups.stream().map(Block::self).toList();
        }

        /** All that are in it, at any depth. */
        Stream<Member> members() {
            return Stream.of(fields.stream(), groups.stream().flatMap(group ->
                    Stream.concat(Stream.of(group.self), group.members())), data.stream()).flatMap(each -> each);
        }
    }

    /** {@code encoding}: the primitive type and length, such as {@code char[16]}, and what else counts. */
    record Member(String name, int id, int since, String encoding) { }

    static FactSchema parse(String xml) {
        try {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
            return new Reader(root).schema();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException("no schema: " + xml, e);
        }
    }

    /** Turns the elements into records. */
    private static final class Reader {
        private final Element root;
        private final Map<String, Element> types = new LinkedHashMap<>();

        Reader(Element root) {
            this.root = root;
            children(root, "types").flatMap(Reader::children)
                    .forEach(type -> types.put(type.getAttribute("name"), type));
        }

        FactSchema schema() {
            Map<Integer, Block> messages = new LinkedHashMap<>();
            children(root, "sbe:message").forEach(message -> {
                Block earlier = messages.put(Integer.parseInt(message.getAttribute("id")), block(message));
                if (earlier != null) {
                    throw new IllegalArgumentException("two messages have the id of " + earlier.self.name);
                }
            });
            Map<String, Map<String, String>> enums = new LinkedHashMap<>();
            types.values().stream().filter(type -> type.getTagName().equals("enum"))
                    .forEach(type -> enums.put(type.getAttribute("name"), values(type)));
            String header = root.hasAttribute("headerType") ? root.getAttribute("headerType") : "messageHeader";
            String identity = root.getAttribute("id") + " " + root.getAttribute("byteOrder") + " " + encoding(header);
            return new FactSchema(Integer.parseInt(root.getAttribute("version")), identity, messages, enums);
        }

        private static Map<String, String> values(Element type) {
            Map<String, String> values = new LinkedHashMap<>();
            children(type, "validValue")
                    .forEach(value -> values.put(value.getAttribute("name"), value.getTextContent().strip()));
            return values;
        }

        private Block block(Element element) {
            return new Block(member(element), children(element, "field").map(this::member).toList(),
                    children(element, "group").map(this::block).toList(),
                    children(element, "data").map(this::member).toList());
        }

        private Member member(Element element) {
            String since = element.getAttribute("sinceVersion");
            List<String> encoding = new ArrayList<>();
            for (String kind : List.of("type", "dimensionType")) {
                if (element.hasAttribute(kind)) {
                    encoding.add(encoding(element.getAttribute(kind)));
                }
            }
            for (String more : List.of("presence", "offset", "blockLength")) {
                if (element.hasAttribute(more)) {
                    encoding.add(more + " " + element.getAttribute(more));
                }
            }
            return new Member(element.getAttribute("name"), Integer.parseInt(element.getAttribute("id")),
                    since.isEmpty() ? 0 : Integer.parseInt(since), String.join(", ", encoding));
        }

        /** Of a type by name. An enum or a set of bits is as good as the number that holds it. */
        private String encoding(String name) {
            Element type = types.get(name);
            if (type == null) {
                return name;
            }
            return switch (type.getTagName()) {
                case "enum", "set" -> encoding(type.getAttribute("encodingType"));
                case "composite" -> children(type).map(this::simple).toList().toString();
                default -> simple(type);
            };
        }

        private String simple(Element type) {
            String length = type.getAttribute("length");
            return type.getAttribute(type.hasAttribute("primitiveType") ? "primitiveType" : "type")
                    + (length.isEmpty() || length.equals("1") ? "" : "[" + length + "]");
        }

        private static Stream<Element> children(Element parent, String tag) {
            return children(parent).filter(child -> child.getTagName().equals(tag));
        }

        private static Stream<Element> children(Element parent) {
            NodeList nodes = parent.getChildNodes();
            return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item)
                    .filter(Element.class::isInstance).map(Element.class::cast);
        }
    }
}
