package com.innodus.kernel.brand;

import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.Palette;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Puts the tenant's logo, colours, header and footer around the words of a mail. */
@Component
public class BrandedMail {
    private final Brands brands;
    private final Addresses addresses;

    BrandedMail(Brands brands, Addresses addresses) {
        this.brands = brands;
        this.addresses = addresses;
    }

    /** A button with an address. */
    public record Button(String label, String link) {}

    /** A whole HTML mail of plain text and one button; mail programs know neither style sheets nor dark grounds. */
    public String html(Locale locale, String text, Button button) {
        Palette colours = Palette.light(brands.current().brand());
        int radius = 2 * brands.current().brand().radius() + 2;
        String link = HtmlUtils.htmlEscape(button.link());
        return html(locale, text, """
                <p><a href="%s" style="display:inline-block;padding:12px 20px;border-radius:%dpx;background:%s;color:%s;text-decoration:none;font-weight:600">%s</a></p>
                <p style="color:#5a6270;font-size:14px;overflow-wrap:anywhere">%s</p>
                """.formatted(
                        link,
                        radius,
                        colours.accent().hex(),
                        colours.onAccent().hex(),
                        HtmlUtils.htmlEscape(button.label()),
                        link));
    }

    /** A whole HTML mail of plain text. */
    public String html(Locale locale, String text) {
        return html(locale, text, "");
    }

    private String html(Locale locale, String text, String below) {
        Look look = brands.current();
        Palette colours = Palette.light(look.brand());
        String logo = look.imagePath(Image.LOGO);
        String name = HtmlUtils.htmlEscape(TenantScope.current().name());
        String head = logo == null
                ? "<p style=\"font-size:18px;font-weight:600;margin:0 0 24px\">" + name + "</p>"
                : "<p style=\"margin:0 0 24px\"><img src=\"" + addresses.of(TenantScope.current()) + logo + "\" alt=\""
                        + name + "\" height=\"40\"></p>";
        return """
                <!doctype html><html lang="%s"><body style="margin:0;padding:24px;background:#f4f5f7;font-family:%s;line-height:1.5;color:#1d2433">
                <div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:%dpx;padding:32px;border-top:4px solid %s">
                %s%s
                <p>%s</p>
                %s
                %s
                </div></body></html>
                """.formatted(
                        locale.getLanguage(),
                        look.brand().font().stack().replace('"', '\''),
                        2 * look.brand().radius() + 2,
                        colours.accent().hex(),
                        head,
                        look.brand().mailHeader(),
                        HtmlUtils.htmlEscape(text).replace("\n", "<br>"),
                        below,
                        look.brand().mailFooter());
    }
}
