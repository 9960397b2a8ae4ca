package dev.seatline.bench.lab.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ConstantDesc;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooseJournalTest {
    @Test
    void theChangedClassSaysNormalInsteadOfFullAndIsOtherwiseTheSame() throws IOException {
        ClassModel real;
        try (var found = LooseJournal.class.getClassLoader().getResourceAsStream(LooseJournal.ENTRY)) {
            real = ClassFile.of().parse(java.util.Objects.requireNonNull(found).readAllBytes());
        }
        ClassModel loose = ClassFile.of().parse(LooseJournal.made());

        assertThat(constants(loose)).contains(LooseJournal.LOOSE).doesNotContain(LooseJournal.CAREFUL);
        assertThat(constants(loose).stream()
                        .map(constant -> constant.equals(LooseJournal.LOOSE) ? LooseJournal.CAREFUL : constant))
                .containsExactlyElementsOf(constants(real));
        assertThat(loose.methods().stream().map(method -> method.methodName().stringValue()))
                .containsExactlyElementsOf(real.methods().stream()
                        .map(method -> method.methodName().stringValue())
                        .toList());
    }

    private static List<ConstantDesc> constants(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(ConstantInstruction.class::isInstance)
                .map(element -> ((ConstantInstruction) element).constantValue())
                .toList();
    }
}
