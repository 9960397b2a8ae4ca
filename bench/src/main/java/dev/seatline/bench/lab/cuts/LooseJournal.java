package dev.seatline.bench.lab.cuts;

import dev.seatline.device.journal.SqliteJournal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.util.concurrent.atomic.AtomicInteger;

/// The class of the journal that tells SQLite how careful to be, with one word changed: `synchronous=NORMAL`.
/// The product has no switch for this, not even a hidden one, that somebody could find; the lab makes the
/// changed class anew from the real one whenever it is asked to, and puts it in front of the class path of its
/// own guest. Stateless.
final class LooseJournal {
    /// Its name in a jar.
    static final String ENTRY = "dev/seatline/device/journal/JournalFile.class";

    static final String CAREFUL = "synchronous=FULL";
    static final String LOOSE = "synchronous=NORMAL";

    private LooseJournal() {}

    /// @throws IOException when the journal no longer says it in this way, and the lab must be told anew how
    static byte[] made() throws IOException {
        byte[] real;
        try (InputStream found = SqliteJournal.class.getResourceAsStream("JournalFile.class")) {
            if (found == null) {
                throw new IOException(
                        "the class " + ENTRY + " is not there: the journal has changed, and so must the lab");
            }
            real = found.readAllBytes();
        }
        AtomicInteger changed = new AtomicInteger();
        ClassFile format = ClassFile.of();
        ClassModel model = format.parse(real);
        byte[] loose = format.transformClass(
                model, ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> (code, element) -> {
                    if (element instanceof ConstantInstruction constant
                            && constant.constantValue().equals(CAREFUL)) {
                        changed.incrementAndGet();
                        code.loadConstant(LOOSE);
                    } else {
                        code.with(element);
                    }
                })));
        if (changed.get() != 1) {
            throw new IOException("%s says \"%s\" %d times, not once: the journal has changed, and so must the lab"
                    .formatted(ENTRY, CAREFUL, changed.get()));
        }
        return loose;
    }
}
