package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// Teaches the JSON library what the code says anyway: a record component may be missing or null only where it is
/// marked `@Nullable`.
final class NoNulls extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getOwner().getMember() instanceof Executable constructor) {
            Parameter declared = constructor.getParameters()[parameter.getIndex()];
            boolean nullable = declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return JsonSetter.Value.construct(nullable ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
        }
        return super.findSetterInfo(config, annotated);
    }
}
