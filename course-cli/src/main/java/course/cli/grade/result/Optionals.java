package course.cli.grade.result;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;

/** What may be there, in JSON: itself, or null. */
final class Optionals implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class
                || !(type.getType() instanceof ParameterizedType parameterized)) {
            return null;
        }
        var inner = gson.getAdapter(TypeToken.get(parameterized.getActualTypeArguments()[0]));
        return (TypeAdapter<T>) new OfOptional<>(inner);
    }

    private static final class OfOptional<T> extends TypeAdapter<Optional<T>> {
        private final TypeAdapter<T> inner;

        OfOptional(TypeAdapter<T> inner) {
            this.inner = inner;
        }

        @Override
        public void write(JsonWriter out, Optional<T> value) throws IOException {
            if (value == null || value.isEmpty()) {
                out.nullValue();
            } else {
                inner.write(out, value.get());
            }
        }

        @Override
        public Optional<T> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Optional.empty();
            }
            return Optional.ofNullable(inner.read(in));
        }
    }
}
