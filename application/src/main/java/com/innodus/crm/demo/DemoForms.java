package com.innodus.crm.demo;

import com.innodus.kernel.forms.Element;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.forms.Limits;
import java.util.List;
import org.springframework.stereotype.Component;

/** The form that somebody there fills in most. */
@Component
class DemoForms {
    private static final Limits POSTAL_CODE = Limits.matching("\\d{5}", "El código postal tiene cinco cifras.");

    private final Forms forms;

    DemoForms(Forms forms) {
        this.forms = forms;
    }

    /** Makes it as whoever acts. */
    void make(Story story) {
        switch (story.edition()) {
            case SALES -> publish("Visita a un cliente nuevo", visit());
            case SOCIAL -> publish("Acogida de una persona", welcome());
            case PROMOTION -> publish("Contacto de feria", fair());
        }
    }

    private void publish(String name, FormDefinition form) {
        forms.publish(forms.create(name, form));
    }

    /** An organisation, and whom one talked to there. */
    private static FormDefinition visit() {
        return new FormDefinition(
                "Para rellenar al salir de la visita: crea la organización y la persona con la que has hablado.",
                "Gracias. Acuérdate de apuntar en la agenda la próxima visita.",
                List.of(new Part("empresa", "organisation"), new Part("contacto", "person")),
                List.of(new Bond("contacto", "organisation", "empresa")),
                List.of(
                        new Step(
                                "La organización",
                                List.of(
                                        new Question("empresa", "name").called("Nombre o razón social", ""),
                                        new Question("empresa", "taxId"),
                                        new Question("empresa", "kinds").demanded(),
                                        new Question("empresa", "sector"),
                                        new Question("empresa", "street"),
                                        new Question("empresa", "postalCode").within(POSTAL_CODE),
                                        new Question("empresa", "city").demanded())),
                        new Step(
                                "Con quién has hablado",
                                List.of(
                                        words(
                                                "",
                                                "Si no había nadie, deja este paso en blanco: se crea solo la organización."),
                                        new Question("contacto", "firstName"),
                                        new Question("contacto", "lastName"),
                                        new Question("contacto", "jobTitle")
                                                .shown(new When("contacto", "firstName.filled")),
                                        new Question("contacto", "phones")
                                                .shown(new When("contacto", "firstName.filled")),
                                        new Question("contacto", "emails")
                                                .shown(new When("contacto", "firstName.filled")))),
                        new Step(
                                "Qué habéis hablado",
                                List.of(
                                        new Question("empresa", "revenue")
                                                .called("Compras estimadas al año", "En euros, a ojo.")
                                                .within(Limits.between("0", "5000000")),
                                        new Question("empresa", "notes")
                                                .called("Resumen de la visita", "")
                                                .demanded()
                                                .within(Limits.ofLength(20, 2000))))));
    }

    /** A person, and who sent them. */
    private static FormDefinition welcome() {
        return new FormDefinition(
                "Primera entrevista. Pregunta solo lo que la persona quiera contar.",
                "Acogida registrada.",
                List.of(new Part("persona", "person"), new Part("entidad", "organisation")),
                List.of(new Bond("persona", "organisation", "entidad")),
                List.of(
                        new Step(
                                "La persona",
                                List.of(
                                        new Question("persona", "firstName").demanded(),
                                        new Question("persona", "lastName"),
                                        new Question("persona", "birthDate").within(Limits.between("1915-01-01", "")),
                                        new Question("persona", "language"),
                                        new Question("persona", "phones"))),
                        new Step(
                                "Dónde vive",
                                List.of(
                                        new Question("persona", "street"),
                                        new Question("persona", "postalCode").within(POSTAL_CODE),
                                        new Question("persona", "city"))),
                        new Step(
                                "Quién la deriva",
                                List.of(
                                        words(
                                                "",
                                                "Ayuntamiento, centro de salud, escuela… Déjalo vacío si ha venido por su cuenta."),
                                        new Question("entidad", "name"),
                                        new Question("entidad", "phones").shown(new When("entidad", "name.filled")),
                                        new Question("persona", "notes")
                                                .called("Qué necesita", "Con sus palabras.")
                                                .demanded()))));
    }

    /** Somebody who stopped at the stand, and their company. */
    private static FormDefinition fair() {
        return new FormDefinition(
                "Para rellenar en el stand, con la persona delante.",
                "Gracias por pasarte por nuestro stand.",
                List.of(new Part("visitante", "person"), new Part("empresa", "organisation")),
                List.of(new Bond("visitante", "organisation", "empresa")),
                List.of(
                        new Step(
                                "Tus datos",
                                List.of(
                                        new Question("visitante", "firstName").demanded(),
                                        new Question("visitante", "lastName").demanded(),
                                        new Question("visitante", "emails")
                                                .called("Correo", "Ahí te mandaremos el catálogo.")
                                                .demanded(),
                                        new Question("visitante", "phones"),
                                        new Question("visitante", "jobTitle"))),
                        new Step(
                                "Tu empresa",
                                List.of(
                                        new Question("empresa", "name"),
                                        new Question("empresa", "website").shown(new When("empresa", "name.filled")),
                                        new Question("empresa", "sector").shown(new When("empresa", "name.filled")),
                                        new Question("empresa", "city").shown(new When("empresa", "name.filled")),
                                        new Question("visitante", "notes").called("Qué te interesa", "")))));
    }

    private static Element words(String title, String text) {
        return new Words(title, text, When.ALWAYS);
    }
}
