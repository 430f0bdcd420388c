package com.innodus.kernel.brand;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.themes.Brand.Image;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the workspace's page and the pages around it the tenant's style sheet, icon, logo and name. */
@Component
@ControllerAdvice
class BrandOnPages implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    private final transient Brands brands;

    BrandOnPages(Brands brands) {
        this.brands = brands;
    }

    private Look look() {
        return TenantScope.currentOrNull() == null ? Look.PLAIN : brands.current();
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(index -> {
            Look look = look();
            Element head = index.getDocument().head();
            head.appendElement("link")
                    .attr("rel", "stylesheet")
                    .attr("href", look.cssPath())
                    .attr("id", "brand");
            String icon = look.imagePath(Image.ICON);
            head.appendElement("link").attr("rel", "icon").attr("href", icon == null ? "/favicon.svg" : icon);
        });
    }

    @ModelAttribute
    void wear(Model model, HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/")) {
            // programs see no page
            return;
        }
        Tenant tenant = TenantScope.currentOrNull();
        Look look = look();
        model.addAttribute("brandCss", look.cssPath());
        model.addAttribute("brandIcon", look.imagePath(Image.ICON));
        model.addAttribute("brandLogo", look.imagePath(Image.LOGO));
        model.addAttribute("brandPicture", look.imagePath(Image.LOGIN));
        model.addAttribute("brandName", tenant == null ? null : tenant.name());
        model.addAttribute("languageBack", back(request));
    }

    /** This page again; for a form that came back with problems, the form. */
    private static String back(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        return path.equals("/error") ? "/" : query == null ? path : path + "?" + query;
    }
}
