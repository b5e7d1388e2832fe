package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.inventory.memory.Hashing;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** All the ways in which one field of a thing can be another, found by reflection, so that none is forgotten. */
final class Variants {

    /** A thing, and the same with one field changed. */
    record Variant<T>(String field, T before, T after) {

        @Override
        public String toString() {
            return field;
        }
    }

    private Variants() {}

    static <T extends Record> List<Variant<T>> ofRecord(T before) {
        List<Variant<T>> variants = new ArrayList<>();
        RecordComponent[] components = before.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object[] values = Arrays.stream(components).map(component -> read(component, before)).toArray();
            String name = before.getClass().getSimpleName() + "." + components[i].getName();
            List<Variant<Object>> others = of(name, values[i]);
            for (Variant<Object> other : others) {
                values[i] = other.after;
                variants.add(new Variant<>(other.field, before, make(before, values.clone())));
            }
        }
        return variants;
    }

    /** Of the public fields of a mutable thing; an array's first element stands for all. */
    static <T> List<Variant<T>> ofFields(Supplier<T> maker) {
        List<Variant<T>> variants = new ArrayList<>();
        for (Field field : maker.get().getClass().getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                String name = maker.get().getClass().getSimpleName() + "." + field.getName();
                int count = of(name, read(field, maker.get())).size();
                for (int i = 0; i < count; i++) {
                    T after = maker.get();
                    Variant<Object> other = of(name, read(field, after)).get(i);
                    write(field, after, other.after);
                    variants.add(new Variant<>(other.field, maker.get(), after));
                }
            }
        }
        return variants;
    }

    private static List<Variant<Object>> of(String name, Object value) {
        List<Object> others = new ArrayList<>();
        if (value instanceof Long number) {
            others.add(number + 1);
        } else if (value instanceof Integer number) {
            others.add(number - 1);
        } else if (value instanceof Boolean is) {
            others.add(!is);
        } else if (value instanceof String text) {
            others.add(text + "x");
        } else if (value instanceof Enum<?> one) {
            Object[] all = one.getDeclaringClass().getEnumConstants();
            others.add(all[(one.ordinal() + 1) % all.length]);
        } else if (value instanceof Hashing hashing) {
            others.addAll(List.of(new Hashing(hashing.key0() + 1, hashing.key1()),
                    new Hashing(hashing.key0(), hashing.key1() + 1)));
        } else if (value instanceof Record record) {
            return ofRecord(record).stream().map(one -> new Variant<Object>(one.field, value, one.after)).toList();
        } else if (value instanceof List<?> list) {
            return ofList(name, list);
        } else {
            others.add(other(value));
        }
        return others.stream().map(other -> new Variant<>(name, value, other)).toList();
    }

    private static List<Variant<Object>> ofList(String name, List<?> list) {
        List<Variant<Object>> variants = new ArrayList<>();
        variants.add(new Variant<>(name + " without the first", list, list.subList(1, list.size())));
        // What a definition says of its items stands with the items.
        for (Variant<Object> first : name.equals("SaleDefinition.items") ? List.<Variant<Object>>of()
                : of(name, list.get(0))) {
            List<Object> changed = new ArrayList<>(list);
            changed.set(0, first.after);
            variants.add(new Variant<>(first.field, list, changed));
        }
        return variants;
    }

    private static Object other(Object value) {
        if (value instanceof ByteText text) {
            ByteText other = new ByteText(64);
            other.set(text + "x");
            return other;
        }
        if (value instanceof Command.Notes notes) {
            Command.Notes other = new Command.Notes();
            other.set(notes);
            other.channel.set(notes.channel + "x");
            return other;
        }
        if (value.getClass().isArray()) {
            Object first = of("", Array.get(value, 0)).get(0).after;
            Array.set(value, 0, first);
            return value;
        }
        throw new IllegalArgumentException("how does " + value.getClass() + " change?");
    }


    private static Object read(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(Field field, Object of) {
        try {
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void write(Field field, Object of, Object value) {
        try {
            if (value instanceof ByteText text) {
                ((ByteText) field.get(of)).set(text);
            } else if (value instanceof Command.Notes notes) {
                ((Command.Notes) field.get(of)).set(notes);
            } else if (value instanceof List<?> list) {
                List<Object> copy = new ArrayList<>(list);
                ((List<Object>) field.get(of)).clear();
                ((List<Object>) field.get(of)).addAll(copy);
            } else if (!value.getClass().isArray()) {
                field.set(of, value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T make(T like, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents()).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return (T) like.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
