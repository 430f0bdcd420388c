package com.innodus.kernel.automation;

import com.innodus.kernel.templates.TemplateUse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rules that write with a template keep it from being deleted. */
@Component
class RulesWithTemplates implements TemplateUse {
    private final JdbcClient jdbc;

    RulesWithTemplates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(UUID template) {
        return jdbc.sql("""
                        select v.definition ->> 'name'
                        from automation_rule r
                            join automation_rule_version v on v.rule_id = r.id and v.version = r.version
                        where v.definition -> 'actions' @> jsonb_build_array(jsonb_build_object('template', ?::text))
                        order by 1
                        """).param(template.toString()).query(String.class).list();
    }
}
