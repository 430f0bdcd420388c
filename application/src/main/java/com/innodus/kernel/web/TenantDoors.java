package com.innodus.kernel.web;

import com.innodus.tenants.context.NoTenant;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Doors of a tenant's host don't exist on the base host. */
@ControllerAdvice
class TenantDoors {
    @ExceptionHandler(NoTenant.class)
    void notHere(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
