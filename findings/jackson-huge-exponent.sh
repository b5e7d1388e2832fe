#!/bin/sh
# A tree that is read with exact decimals lets a NumberFormatException out for a number with a huge exponent.
#
# Version:  com.fasterxml.jackson.core:jackson-databind 2.23.0, OpenJDK 17.
# Seen:     With USE_BIG_DECIMAL_FOR_FLOATS readTree throws a bare NumberFormatException, an unchecked one, for
#           1e2147483648 and whatever is further off, also at the small end and for 0e99999999999, at the top or deep in
#           an object. 1e2147483647 is a tree. Without the feature the same text is a tree with Infinity in it. Where
#           the number is a property of a bean or a value of a Map, a JsonMappingException comes.
# Expected: That one as well, or another JsonProcessingException, which is what readTree declares for content that it
#           cannot take; the text is valid JSON (RFC 8259, section 6, leaves the range to who reads). A service that
#           answers 400 to JsonProcessingException answers 500 here. It wants NumberFormatException caught, too.
# Why:      BigDecimalParser throws it, since a BigDecimal's scale is an int. Beans and maps wrap what their properties
#           throw; the deserializer of JsonNode does not, nor does JsonParser.getDecimalValue().
# Output:   readTree 1e2147483647 DecimalNode, 1e2147483648 NumberFormatException, 0e99999999999 NumberFormatException,
#           1e-99999999999 NumberFormatException, nested NumberFormatException, without the feature DoubleNode;
#           Map JsonMappingException, bean JsonMappingException
. "$(dirname "$0")/prepare"
jars com.fasterxml.jackson.core:jackson-databind:2.23.0
cat >Exponent.java <<'JAVA'
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Map;

public class Exponent {
    static final String HUGE = "{\"lines\":[{\"price\":1e99999999999}]}";

    public static void main(String[] arguments) {
        ObjectMapper plain = new ObjectMapper();
        ObjectMapper exact = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        StringBuilder line = new StringBuilder("readTree");
        for (String number : new String[] {"1e2147483647", "1e2147483648", "0e99999999999", "1e-99999999999"}) {
            line.append(' ').append(number).append(' ').append(came(() -> exact.readTree(number))).append(',');
        }
        line.append(" nested ").append(came(() -> exact.readTree(HUGE)))
                .append(", without the feature ").append(came(() -> plain.readTree("1e99999999999")))
                .append("; Map ").append(came(() -> exact.readValue(HUGE, Map.class)))
                .append(", bean ").append(came(() -> exact.readValue("{\"price\":1e99999999999}", Line.class)));
        System.out.println(line);
    }

    interface Reading {
        Object read() throws JsonProcessingException;
    }

    static String came(Reading reading) {
        try {
            return reading.read().getClass().getSimpleName();
        } catch (JsonProcessingException | RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    public static class Line {
        public BigDecimal price;
    }
}
JAVA
came=$(java -cp 'jars/*' Exponent.java 2>java.log)
wanted='readTree 1e2147483647 DecimalNode, 1e2147483648 NumberFormatException, 0e99999999999 NumberFormatException'
wanted="$wanted, 1e-99999999999 NumberFormatException, nested NumberFormatException, without the feature DoubleNode"
verdict "$wanted; Map JsonMappingException, bean JsonMappingException" "$came"
