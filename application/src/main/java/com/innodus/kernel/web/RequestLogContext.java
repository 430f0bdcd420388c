package com.innodus.kernel.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that its log lines and its answer carry. A proxy's id is kept, so that one id follows the
 * request through all logs. The tenant's name is added by the scope that binds the tenant.
 */
class RequestLogContext extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    static final String KEY = "requestId";

    /** What proxies make (hex, UUID, ULID); nothing that could break a log line or fill the disk. */
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // error page and asynchronous answer belong to the request that led to them
        String id = request.getAttribute(KEY) instanceof String earlier ? earlier : idOf(request.getHeader(HEADER));
        request.setAttribute(KEY, id);
        response.setHeader(HEADER, id);
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            // the thread may serve another request next
            MDC.clear();
        }
    }

    private static String idOf(@Nullable String incoming) {
        return incoming != null && GOOD.matcher(incoming).matches()
                ? incoming
                : UUID.randomUUID().toString();
    }
}
