#!/bin/sh
# A group that a later schema adds is read as text by programs that have the older one, without an error.
#
# Version:  uk.co.real-logic:sbe-tool 1.38.1, OpenJDK 17.
# Seen:     An order has a number and the buyer's name. A later schema adds a group, with sinceVersion="1". The tool
#           takes that without a word, with warnings fatal. The decoder of the older schema reads such a message without
#           an error and gives ten bytes from the group on for the buyer's name, as many as an entry of the group is
#           long; with an empty group, too. A field that is added at the end of the block, or a text that is added
#           behind the other, leaves the name as it was.
# Expected: That the tool refuses sinceVersion there, or warns: it is for additions that older readers survive. The
#           standard (FIX SBE 1.0, schema extension) allows a new group only if no text follows, and the wiki (Message
#           Versioning) tells of fields at the end of a block. The tool refuses a group behind a text, so a message with
#           a text can never get a group that older readers survive.
# Why:      A message says how long its block is, so a reader can skip fields that it does not know. It does not say how
#           many groups there are, so it looks for the first text where the block ends. A program that meets a newer
#           version in the header has to refuse the message, or the schema gets a new message.
# Output:   older 'Ann Archer'; with a field 'Ann Archer', with a text 'Ann Archer', with a group '<01><00>teapot42',
#           with an empty group '<00><00><0A><00>Ann Ar'
. "$(dirname "$0")/prepare"
jars uk.co.real-logic:sbe-tool:1.38.1
# schema PACKAGE VERSION BLOCK END: the order, with what a version adds to its block's end and to its own.
schema() {
  cat >"$1.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="$1" id="1" version="$2"
                   byteOrder="littleEndian">
  <types>
    <composite name="messageHeader">
      <type name="blockLength" primitiveType="uint16"/>
      <type name="templateId" primitiveType="uint16"/>
      <type name="schemaId" primitiveType="uint16"/>
      <type name="version" primitiveType="uint16"/>
    </composite>
    <composite name="groupSizeEncoding">
      <type name="blockLength" primitiveType="uint16"/>
      <type name="numInGroup" primitiveType="uint16"/>
    </composite>
    <composite name="text">
      <type name="length" primitiveType="uint16"/>
      <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/>
    </composite>
    <type name="Item" primitiveType="char" length="10" characterEncoding="US-ASCII"/>
  </types>
  <sbe:message name="Order" id="1">
    <field name="number" id="1" type="int64"/>
    $3
    <data name="buyer" id="4" type="text"/>
    $4
  </sbe:message>
</sbe:messageSchema>
XML
}
schema older 0 '' ''
schema field 1 '<field name="price" id="2" type="int64" sinceVersion="1"/>' ''
schema text 1 '' '<data name="note" id="5" type="text" sinceVersion="1"/>'
schema group 1 '<group name="lines" id="2" dimensionType="groupSizeEncoding" sinceVersion="1">
      <field name="item" id="3" type="Item"/>
    </group>' ''
opened=--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
java "$opened" -Dsbe.output.dir=src -Dsbe.validation.stop.on.error=true -Dsbe.validation.warnings.fatal=true \
  -cp 'jars/*' uk.co.real_logic.sbe.SbeTool older.xml field.xml text.xml group.xml >sbe.log 2>&1 ||
  verdict "the tool takes all four schemas" "$(head -n 1 sbe.log)"
cat >src/Read.java <<'JAVA'
import org.agrona.ExpandableArrayBuffer;

public class Read {
    static final ExpandableArrayBuffer BUFFER = new ExpandableArrayBuffer();

    public static void main(String[] arguments) {
        new older.OrderEncoder().wrapAndApplyHeader(BUFFER, 0, new older.MessageHeaderEncoder())
                .number(7).buyer("Ann Archer");
        StringBuilder line = new StringBuilder("older " + buyer());
        new field.OrderEncoder().wrapAndApplyHeader(BUFFER, 0, new field.MessageHeaderEncoder())
                .number(7).price(1999).buyer("Ann Archer");
        line.append("; with a field ").append(buyer());
        new text.OrderEncoder().wrapAndApplyHeader(BUFFER, 0, new text.MessageHeaderEncoder())
                .number(7).buyer("Ann Archer").note("ring twice");
        line.append(", with a text ").append(buyer());
        group.OrderEncoder order = new group.OrderEncoder()
                .wrapAndApplyHeader(BUFFER, 0, new group.MessageHeaderEncoder()).number(7);
        order.linesCount(1).next().item("teapot42");
        order.buyer("Ann Archer");
        line.append(", with a group ").append(buyer());
        order.wrapAndApplyHeader(BUFFER, 0, new group.MessageHeaderEncoder()).number(7).linesCount(0);
        order.buyer("Ann Archer");
        line.append(", with an empty group ").append(buyer());
        System.out.println(line);
    }

    /** What the older decoder says, with bytes that are no letters in angles. */
    static String buyer() {
        String buyer = new older.OrderDecoder().wrapAndApplyHeader(BUFFER, 0, new older.MessageHeaderDecoder()).buyer();
        StringBuilder shown = new StringBuilder("'");
        buyer.chars().forEach(c -> shown.append(c < ' ' ? String.format("<%02X>", c) : String.valueOf((char) c)));
        return shown.append("'").toString();
    }
}
JAVA
mkdir classes
find src -name '*.java' >sources
javac -nowarn -proc:none -cp 'jars/*' -d classes @sources >javac.log 2>&1 || give_up "$(head -n 1 javac.log)"
came=$(java "$opened" -cp 'jars/*:classes' Read 2>java.log)
wanted="older 'Ann Archer'; with a field 'Ann Archer', with a text 'Ann Archer', with a group '<01><00>teapot42'"
verdict "$wanted, with an empty group '<00><00><0A><00>Ann Ar'" "$came"
