package com.innodus.kernel.forms;

import com.innodus.kernel.forms.FormDefinition.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order in which the records of a form can be made. */
final class FormParts {
    private FormParts() {}

    /** What is linked to before what links; nothing when they link to each other in a circle. */
    static List<Part> inOrder(FormDefinition form) {
        List<Part> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (ordered.size() < form.parts().size()) {
            List<Part> free = form.parts().stream()
                    .filter(part -> !done.contains(part.key()))
                    .filter(part -> form.bonds().stream()
                            .filter(bond -> bond.from().equals(part.key()))
                            .allMatch(bond -> done.contains(bond.to())))
                    .toList();
            if (free.isEmpty()) {
                return List.of();
            }
            ordered.addAll(free);
            free.forEach(part -> done.add(part.key()));
        }
        return ordered;
    }
}
