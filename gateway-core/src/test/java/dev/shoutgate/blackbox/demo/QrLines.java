package dev.shoutgate.blackbox.demo;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a phone's camera sees of a terminal: lines of half blocks, light on dark, as pixels; read by a library. */
final class QrLines {
    private static final int PIXELS = 8;
    private static final int LIGHT = 0xFFFFFF;

    private QrLines() {
    }

    /** The lines of an output that draw a code. */
    static List<String> in(List<String> output) {
        return output.stream().filter(line -> line.matches("[ ▀▄█]{20,}")).toList();
    }

    /** The text of the code. */
    static String read(List<String> lines) throws Exception {
        int width = lines.get(0).length() * PIXELS;
        int height = width; // below a code of odd height the last half line is the terminal's
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char letter = lines.get(y / PIXELS / 2).charAt(x / PIXELS);
                boolean above = y / PIXELS % 2 == 0;
                pixels[y * width + x] = letter == '█' || letter == (above ? '▀' : '▄') ? LIGHT : 0;
            }
        }
        LuminanceSource seen = new RGBLuminanceSource(width, height, pixels);
        // As a picture that is nothing but a code. Looking for one in a photograph, it misreads six of a thousand.
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(seen)),
                Map.of(DecodeHintType.PURE_BARCODE, true)).getText();
    }

    /** How many letters the widest line has. */
    static int width(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Whether all around it is light, four squares wide, as the standard wants it. */
    static boolean hasQuietZone(List<String> lines) {
        int width = width(lines);
        String light = "█".repeat(width);
        return lines.subList(0, 2).equals(List.of(light, light))
                && lines.stream().limit(lines.size() - 1)
                        .allMatch(line -> Arrays.asList(line.substring(0, 4), line.substring(width - 4))
                                .equals(List.of("████", "████")));
    }
}
