package dev.packledger.server;

import dev.packledger.server.authzen.AuthZenConfiguration;
import dev.packledger.server.forwardauth.ForwardAuthConfiguration;
import dev.packledger.server.history.HistoryConfiguration;
import dev.packledger.server.pages.PagesConfiguration;
import dev.packledger.server.usage.UsageConfiguration;
import dev.packledger.server.web.WebConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The whole server: Boot for HTTP, JSON and metrics, everything of ours named explicitly. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan("dev.packledger.server.api")
@Import({
  StorageConfiguration.class,
  LedgerConfiguration.class,
  FollowingConfiguration.class,
  OperationsConfiguration.class,
  WebhooksConfiguration.class,
  UsageConfiguration.class,
  WebConfiguration.class,
  PagesConfiguration.class,
  HistoryConfiguration.class,
  AuthZenConfiguration.class,
  ForwardAuthConfiguration.class
})
public class ServerConfiguration {}
