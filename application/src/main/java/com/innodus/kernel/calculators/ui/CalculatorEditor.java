package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.calculators.Sheet;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes or changes a calculator, and tries it out while it is written. */
class CalculatorEditor extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Calculator old;
    private final transient Calculators calculators;
    private final transient RecordTypes types;
    private final transient FieldRights rights;
    private final transient Runnable done;
    private final TextField name = new TextField();
    private final TextArea help = new TextArea();
    private final Select<String> type = new Select<>();
    private final Div inputs = new Div();
    private final Div outputs = new Div();
    private final Div trial = new Div();
    private final Paragraph problem = new Paragraph();

    CalculatorEditor(
            Calculator calculator, Calculators calculators, RecordTypes types, FieldRights rights, Runnable done) {
        this.rights = rights;
        this.old = calculator;
        this.calculators = calculators;
        this.types = types;
        this.done = done;
        addClassName("calculator-editor");
        name.setLabel(getTranslation("calculators.name"));
        name.setMaxLength(Calculator.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValue(calculator.name());
        name.setId("calculator-name");
        help.setLabel(getTranslation("calculators.help"));
        help.setMaxLength(Calculator.LONGEST_HELP);
        help.setValue(calculator.help());
        help.setValueChangeMode(ValueChangeMode.LAZY);
        help.addValueChangeListener(change -> show());
        type.setLabel(getTranslation("calculators.type"));
        type.setHelperText(getTranslation("calculators.type.help"));
        type.setItems(Stream.concat(Stream.of(""), types.all().stream().map(RecordType::key))
                .toList());
        type.setItemLabelGenerator(key -> types.byKey(key == null ? "" : key)
                .map(each -> each.name(getLocale()))
                .orElseGet(() -> getTranslation("calculators.type.none")));
        type.setValue(types.byKey(calculator.type()).isPresent() ? calculator.type() : "");
        type.setId("calculator-type");
        type.addValueChangeListener(change -> {
            inputLines().forEach(line -> line.use(type()));
            outputLines().forEach(line -> line.use(type()));
            show();
        });
        inputs.addClassName("calculator-lines");
        outputs.addClassName("calculator-lines");
        calculator.inputs().forEach(input -> inputs.add(new InputLine(input, type(), this::show)));
        calculator.outputs().forEach(output -> outputs.add(new OutputLine(output, type(), this::show)));
        if (inputs.getComponentCount() + outputs.getComponentCount() == 0) {
            inputs.add(new InputLine(InputLine.BLANK, type(), this::show));
            outputs.add(new OutputLine(OutputLine.BLANK, type(), this::show));
        }
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        Div main = new Div(
                card("", name, type, help),
                card(
                        "calculators.inputs",
                        inputs,
                        add(
                                "calculators.input.add",
                                () -> inputs.add(new InputLine(InputLine.BLANK, type(), this::show)))),
                card(
                        "calculators.outputs",
                        new Paragraph(getTranslation("calculators.outputs.help")),
                        outputs,
                        add(
                                "calculators.output.add",
                                () -> outputs.add(new OutputLine(OutputLine.BLANK, type(), this::show)))));
        main.addClassName("sheet-main");
        Div side = new Div(card("calculators.trial", trial));
        side.addClassName("sheet-side");
        Div columns = new Div(main, side);
        columns.addClassName("sheet-columns");
        add(header(), problem, columns);
        show();
    }

    private Div header() {
        Div header = new Div(new H1(old.name().isEmpty() ? getTranslation("calculators.new") : old.name()));
        header.addClassName("view-header");
        if (!old.name().isEmpty()) {
            Button delete = new Button(getTranslation("action.delete"), VaadinIcon.TRASH.create(), click -> delete());
            delete.addThemeVariants(ButtonVariant.TERTIARY);
            header.add(delete);
        }
        Button cancel = new Button(getTranslation("action.cancel"), click -> done.run());
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("calculator-save");
        header.add(cancel, save);
        return header;
    }

    private Section card(String title, Component... content) {
        Section card = new Section();
        card.addClassName("section-card");
        if (!title.isEmpty()) {
            card.add(new H2(getTranslation(title)));
        }
        card.add(content);
        return card;
    }

    private Button add(String label, Runnable more) {
        Button add = new Button(getTranslation(label), VaadinIcon.PLUS.create(), click -> {
            more.run();
            show();
        });
        add.addThemeVariants(ButtonVariant.TERTIARY);
        add.setId(label.replace('.', '-'));
        return add;
    }

    private Optional<RecordType<?>> type() {
        return types.byKey(type.getValue() == null ? "" : type.getValue()).map(found -> rights.seen(found));
    }

    private List<InputLine> inputLines() {
        return inputs.getChildren().map(InputLine.class::cast).toList();
    }

    private List<OutputLine> outputLines() {
        return outputs.getChildren().map(OutputLine.class::cast).toList();
    }

    private Calculator made() {
        return new Calculator(
                old.id(),
                name.getValue().strip(),
                help.getValue().strip(),
                type.getValue() == null ? "" : type.getValue(),
                inputLines().stream().map(InputLine::input).toList(),
                outputLines().stream().map(OutputLine::output).toList());
    }

    /** Tries out what is understood; what isn't is said where it stands, once something was written there. */
    private void show() {
        Calculator made = made();
        Sheet sheet = Sheet.of(made.inputs(), made.outputs());
        List<OutputLine> lines = outputLines();
        lines.forEach(line -> line.offer(sheet.kind(line.output().key())));
        mark(sheet.problems().stream()
                .filter(each -> each.field().endsWith(".formula"))
                .filter(each -> !lines.get(place(each)).isBlank())
                .toList());
        trial.removeAll();
        trial.add(new CalculatorPanel(made, calculators, null, field -> field));
    }

    private static int place(Problem problem) {
        return Integer.parseInt(problem.field().split("\\.")[1]);
    }

    private void mark(List<Problem> problems) {
        inputLines().forEach(InputLine::clear);
        outputLines().forEach(OutputLine::clear);
        for (Problem each : problems) {
            String[] field = each.field().split("\\.");
            if (field.length == 3 && field[0].equals("input")) {
                inputLines().get(place(each)).mark(field[2], each);
            } else if (field.length == 3) {
                outputLines().get(place(each)).mark(field[2], each);
            } else if (each.field().equals("name")) {
                name.setErrorMessage(getTranslation(each.message()));
                name.setInvalid(true);
            } else {
                problem.setText(getTranslation(each.message(), each.arguments().toArray()));
                problem.setVisible(true);
            }
        }
    }

    private void save() {
        name.setInvalid(false);
        problem.setVisible(false);
        try {
            calculators.save(made());
            Notification.show(getTranslation("calculators.saved"), 3000, Notification.Position.BOTTOM_START);
            done.run();
        } catch (InvalidRecord refused) {
            mark(refused.problems());
        }
    }

    private void delete() {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("calculators.delete", old.name()));
        dialog.setText(getTranslation("calculators.delete.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.setConfirmText(getTranslation("action.delete"));
        dialog.addConfirmListener(confirmed -> {
            calculators.delete(old.id());
            done.run();
        });
        dialog.open();
    }
}
