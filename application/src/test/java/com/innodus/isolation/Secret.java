package com.innodus.isolation;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.ImportPlan;
import com.innodus.kernel.records.exchange.ImportPlan.Policy;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Reports;
import com.innodus.kernel.transfer.UnreadableTable;
import com.innodus.themes.Brand;
import com.innodus.themes.Colour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What one tenant has and no other may learn. All of it carries one word. */
record Secret(
        UUID organisation,
        UUID comment,
        UUID attachment,
        UUID importJob,
        UUID report,
        UUID form,
        String asset,
        String styleSheet) {
    static final String WORD = "Canarioxyz";

    /** The address of the form. */
    static final String SLUG = WORD.toLowerCase(Locale.ROOT);

    /** Every id and hash, for addresses that want one. */
    List<String> keys() {
        return List.of(
                organisation.toString(),
                comment.toString(),
                attachment.toString(),
                importJob.toString(),
                report.toString(),
                form.toString(),
                asset,
                styleSheet);
    }

    /** The services that keep secrets. */
    record Keeper(
            RecordType<Organisation> organisations,
            Records records,
            Comments comments,
            Attachments attachments,
            Imports imports,
            Brands brands,
            Reports reports,
            Forms forms) {
        /** Runs as somebody of the tenant. */
        Secret make() {
            UUID organisation = records.create(organisations, Map.of("name", WORD, "city", WORD))
                    .id();
            UUID comment = comments.add(organisations, organisation, WORD + " comment");
            UUID attachment = attachments.attach(
                    organisations, organisation, WORD + ".txt", WORD.getBytes(StandardCharsets.UTF_8));
            String logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>" + WORD
                    + "</title><rect width=\"9\" height=\"9\"/></svg>";
            String asset = brands.keep(Brand.Image.LOGO, logo.getBytes(StandardCharsets.UTF_8));
            String styleSheet =
                    brands.publish(Brand.of(Colour.of("#7a1fa2"))).css().hash();
            UUID report = reports.save("organisation", WORD + " report", Sharing.ALL, Definition.COUNT)
                    .id();
            UUID form = forms.create(
                    WORD,
                    FormDefinition.about("organisation")
                            .with(List.of(new Step(WORD, List.of(new Question("a", "name"))))));
            forms.publish(form);
            return new Secret(organisation, comment, attachment, startImport(), report, form, asset, styleSheet);
        }

        private UUID startImport() {
            try {
                Path file = Files.createTempFile("secret", ".csv");
                Files.writeString(file, "Nombre;Web\n" + WORD + ";no es una web\n");
                return imports.start(
                        organisations,
                        WORD + ".csv",
                        file,
                        new ImportPlan(Map.of(0, "name", 1, "website"), List.of(), Policy.CREATE, false));
            } catch (IOException | UnreadableTable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
