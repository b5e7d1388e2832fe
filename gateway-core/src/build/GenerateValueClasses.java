import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.openhft.chronicle.values.ValueModel;

/**
 * Part of the build, not of the product: compiles the classes that Chronicle Map would otherwise write and compile when
 * the gateway starts.
 *
 * <p>Chronicle Values looks for {@code <interface>$$Native} and {@code $$Heap} on the class path before it makes them.
 * It has no way of its own to write them there, so its generator is called by reflection, and javac does the rest.
 * A class that is missing here costs time at every start and is found by {@code ItemTableStartTest}.
 *
 * <p>Run by the JDK from this source file: {@code java -cp CLASSPATH GenerateValueClasses.java RELEASE OUTPUT}.
 */
public final class GenerateValueClasses {

    private static final List<String> NATIVE = List.of(
            "dev.shoutgate.inventory.ItemValue",
            "net.openhft.chronicle.core.values.LongValue",
            "net.openhft.chronicle.hash.VanillaGlobalMutableState");

    private static final List<String> HEAP = List.of(
            "dev.shoutgate.inventory.ItemValue",
            "net.openhft.chronicle.core.values.LongValue");

    public static void main(String[] arguments) throws Exception {
        // Chronicle greets the log, which has no place in the output of a build.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        List<JavaFileObject> sources = new ArrayList<>();
        for (String type : NATIVE) {
            sources.add(source("generateNativeClass", type, "$$Native"));
        }
        for (String type : HEAP) {
            sources.add(source("generateHeapClass", type, "$$Heap"));
        }
        compile(sources, arguments[0], arguments[1]);
    }

    private static JavaFileObject source(String generator, String type, String suffix) throws Exception {
        Class<?> valueType = Class.forName(type);
        Method generate = Class.forName("net.openhft.chronicle.values.Generators")
                .getDeclaredMethod(generator, ValueModel.class, String.class);
        generate.setAccessible(true);
        String text = (String) generate.invoke(null, ValueModel.acquire(valueType), valueType.getSimpleName() + suffix);
        URI place = URI.create("string:///" + type.replace('.', '/') + suffix + JavaFileObject.Kind.SOURCE.extension);
        return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static void compile(List<JavaFileObject> sources, String release, String output) {
        List<String> options = List.of("--release", release, "-proc:none", "-nowarn", "-d", output,
                "-classpath", System.getProperty("java.class.path"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        if (!javac.getTask(said, null, null, options, null, sources).call()) {
            throw new IllegalStateException("the value classes do not compile:\n" + said);
        }
    }
}
