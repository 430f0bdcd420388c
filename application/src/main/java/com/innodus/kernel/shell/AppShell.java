package com.innodus.kernel.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/** The page that every view of the workspace lives in. */
// with plain WEBSOCKET the servlet filters would not run, and they guard tenant and session
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://app.css")
@Viewport("width=device-width, initial-scale=1")
public class AppShell implements AppShellConfigurator {}
