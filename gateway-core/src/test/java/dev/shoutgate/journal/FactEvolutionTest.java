package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Today's facts are still read as those of every release; and the rules that say so see what would break it. */
class FactEvolutionTest {
    private static final String RELEASED = """
            <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" id="7" version="2" byteOrder="littleEndian">
              <types>
                <composite name="messageHeader"><type name="templateId" primitiveType="uint16"/></composite>
                <composite name="groupSize"><type name="numInGroup" primitiveType="uint16"/></composite>
                <composite name="text"><type name="length" primitiveType="uint16"/></composite>
                <enum name="Late" encodingType="uint8"><validValue name="NO">0</validValue></enum>
                <type name="Code" primitiveType="char" length="3"/>
              </types>
              <sbe:message name="Taken" id="1">
                <field name="number" id="1" type="int64"/>
                <field name="status" id="2" type="uint8"/>
                <field name="currency" id="3" type="Code"/>
                <group name="lines" id="10" dimensionType="groupSize">
                  <field name="price" id="11" type="int64"/>
                  <data name="sku" id="12" type="text"/>
                </group>
                <data name="buyer" id="20" type="text"/>
                <data name="key" id="21" type="text"/>
              </sbe:message>
              <sbe:message name="Expired" id="2">
                <field name="number" id="1" type="int64"/>
                <field name="late" id="2" type="Late"/>
              </sbe:message>
            </sbe:messageSchema>
            """;
    private static final String STATUS = "<field name=\"status\" id=\"2\" type=\"uint8\"/>";
    private static final String CURRENCY = "<field name=\"currency\" id=\"3\" type=\"Code\"/>";
    private static final String KEY = "<data name=\"key\" id=\"21\" type=\"text\"/>";

    /** Each release's schema lies beside its folder. */
    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.2.0"})
    void todaysFactsAreReadAsThoseOfTheRelease(String version) throws IOException {
        String name = "/dev/shoutgate/releases/facts-" + version + ".xml";
        try (InputStream released = FactEvolutionTest.class.getResourceAsStream(name)) {
            String then = new String(released.readAllBytes(), StandardCharsets.UTF_8);
            String today = Files.readString(Path.of("src/main/sbe/facts.xml"));

            assertThat(FactSchema.parse(then).messages()).hasSizeGreaterThan(20);
            assertThat(FactEvolution.breaches(FactSchema.parse(then), FactSchema.parse(today))).isEmpty();
        }
    }

    @Test
    void acceptsTheSame() {
        assertChange(RELEASED).isEmpty();
    }

    @Test
    void acceptsWhatIsNewAtTheEndOfItsBlockAndSaysSinceWhen() {
        String more = newer(RELEASED)
                .replace(CURRENCY, CURRENCY + "<field name=\"coupon\" id=\"4\" type=\"int64\" sinceVersion=\"3\"/>")
                .replace(KEY, KEY + "<data name=\"code\" id=\"22\" type=\"text\" sinceVersion=\"3\"/>")
                .replace("</group>", "</group><group name=\"gifts\" id=\"15\" dimensionType=\"groupSize\""
                        + " sinceVersion=\"3\"><field name=\"item\" id=\"16\" type=\"int32\"/></group>")
                .replace("</sbe:messageSchema>", "<sbe:message name=\"Moved\" id=\"3\"/></sbe:messageSchema>");
        assertChange(more).isEmpty();
    }

    @Test
    void acceptsAnEnumOfTheSameSize() {
        String named = RELEASED.replace(STATUS, STATUS.replace("uint8", "Status"))
                .replace("</types>", "<enum name=\"Status\" encodingType=\"uint8\"/></types>");
        assertChange(named).isEmpty();
        assertChange(named.replace("\"Status\" encodingType=\"uint8\"", "\"Status\" encodingType=\"uint16\""))
                .containsExactly("field Taken.status: its encoding was uint8 and is uint16");
    }

    @Test
    void refusesAMessageThatIsGone() {
        assertChange(RELEASED.replaceAll("(?s)<sbe:message name=\"Expired\".*?</sbe:message>", ""))
                .containsExactly("message Expired (id 2) is gone");
    }

    @Test
    void refusesAMessageWithAnotherId() {
        assertChange(newer(RELEASED).replace("name=\"Expired\" id=\"2\"", "name=\"Expired\" id=\"4\""))
                .containsExactly("message Expired had the id 2 and has 4");
    }

    @Test
    void refusesAnIdForAnotherMessage() {
        assertChange(RELEASED.replace("name=\"Expired\" id=\"2\"", "name=\"Lapsed\" id=\"2\""))
                .containsExactly("message Expired (id 2) is gone", "the id 2 of message Expired is that of Lapsed");
    }

    @Test
    void refusesAFieldThatIsMovedOrGoneOrHasAnotherIdOrType() {
        assertChange(RELEASED.replace(STATUS, "").replace(CURRENCY, CURRENCY + STATUS))
                .containsExactly("field Taken.status: it was moved, currency has its place");
        assertChange(RELEASED.replace(CURRENCY, "")).containsExactly("field Taken.currency: it is gone");
        assertChange(RELEASED.replace(STATUS, STATUS.replace("id=\"2\"", "id=\"9\"")))
                .containsExactly("field Taken.status: its id was 2 and is 9");
        assertChange(RELEASED.replace(STATUS, STATUS.replace("uint8", "int32")))
                .containsExactly("field Taken.status: its encoding was uint8 and is int32");
        assertChange(RELEASED.replace("name=\"Code\" primitiveType=\"char\" length=\"3\"",
                "name=\"Code\" primitiveType=\"char\" length=\"4\""))
                .containsExactly("field Taken.currency: its encoding was char[3] and is char[4]");
        assertChange(newer(RELEASED).replace(STATUS, STATUS.replace("/>", " sinceVersion=\"3\"/>")))
                .containsExactly("field Taken.status: its sinceVersion was 0 and is 3");
    }

    @Test
    void refusesAFieldInTheMiddle() {
        String coupon = "<field name=\"coupon\" id=\"4\" type=\"int64\" sinceVersion=\"3\"/>";
        assertChange(newer(RELEASED).replace(CURRENCY, coupon + CURRENCY))
                .containsExactly("field Taken.currency: it was moved, coupon has its place");
    }

    @Test
    void refusesATextBeforeTheOldOnesAndOneThatIsGoneFromAGroup() {
        String code = "<data name=\"code\" id=\"22\" type=\"text\" sinceVersion=\"3\"/>";
        assertChange(newer(RELEASED).replace(KEY, code + KEY))
                .containsExactly("data Taken.key: it was moved, code has its place");
        assertChange(RELEASED.replace("<data name=\"sku\" id=\"12\" type=\"text\"/>", ""))
                .containsExactly("data Taken.lines.sku: it is gone");
    }

    @Test
    void refusesWhatIsNewWithoutAVersionOrWithAnEarlierOrALaterOne() {
        String wants = ", wants one above 2 and up to the schema's 3";
        for (String since : new String[] {"0", "2", "4"}) {
            assertChange(newer(RELEASED).replace(CURRENCY, CURRENCY
                    + "<field name=\"coupon\" id=\"4\" type=\"int64\" sinceVersion=\"" + since + "\"/>"))
                    .containsExactly("field Taken.coupon is new and has sinceVersion " + since + wants);
        }
        assertChange(newer(RELEASED).replace(KEY, KEY + "<data name=\"code\" id=\"22\" type=\"text\"/>"))
                .containsExactly("data Taken.code is new and has sinceVersion 0" + wants);
    }

    @Test
    void refusesANewFieldUnderANumberOfItsMessageThatIsTaken() {
        String coupon = "<field name=\"coupon\" id=\"20\" type=\"int64\" sinceVersion=\"3\"/>";
        assertChange(newer(RELEASED).replace(CURRENCY, CURRENCY + coupon))
                .containsExactly("Taken.coupon is new and has the id 20, which is taken");
    }

    @Test
    void refusesASchemaThatHasGrownUnderItsOldVersionOrGoneBack() {
        String grown = RELEASED.replace("</sbe:messageSchema>",
                "<sbe:message name=\"Moved\" id=\"3\"/></sbe:messageSchema>");
        String says = "the schema has grown since version 2 and says that it is of version ";
        assertChange(grown).containsExactly(says + 2);
        assertChange(RELEASED.replace("version=\"2\"", "version=\"1\"")).containsExactly(says + 1);
    }

    @Test
    void refusesAnotherByteOrderOrHeader() {
        assertChange(RELEASED.replace("littleEndian", "bigEndian")).hasSize(1)
                .first().asString().startsWith("id, byteOrder and header were 7 littleEndian [uint16] and are 7 big");
        assertChange(RELEASED.replace("templateId\" primitiveType=\"uint16\"", "templateId\" primitiveType=\"uint8\""))
                .hasSize(1).first().asString().endsWith(" 7 littleEndian [uint16] and are 7 littleEndian [uint8]");
    }

    @Test
    void refusesAGroupOrATextThatIsCountedOtherwise() {
        assertChange(RELEASED.replace("numInGroup\" primitiveType=\"uint16\"", "numInGroup\" primitiveType=\"uint8\""))
                .containsExactly("group Taken.lines: its encoding was [uint16] and is [uint8]");
        assertChange(RELEASED.replace("\"length\" primitiveType=\"uint16\"", "\"length\" primitiveType=\"uint32\""))
                .contains("data Taken.buyer: its encoding was [uint16] and is [uint32]");
    }

    @Test
    void refusesAWordOfAnEnumWithAnotherNumber() {
        assertChange(RELEASED.replace("<validValue name=\"NO\">0<", "<validValue name=\"NO\">1<"))
                .containsExactly("value Late.NO was 0 and is 1");
    }

    @Test
    void refusesAMessageWithAFixedLength() {
        assertChange(RELEASED.replace("name=\"Expired\" id=\"2\"", "name=\"Expired\" id=\"2\" blockLength=\"64\""))
                .containsExactly("message Expired: its length was '' and is 'blockLength 64'");
    }

    private static String newer(String schema) {
        return schema.replace("version=\"2\"", "version=\"3\"");
    }

    private static ListAssert<String> assertChange(String changed) {
        return assertThat(FactEvolution.breaches(FactSchema.parse(RELEASED), FactSchema.parse(changed)));
    }
}
