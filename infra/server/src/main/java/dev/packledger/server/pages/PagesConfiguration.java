package dev.packledger.server.pages;

import dev.packledger.identity.signin.OneTimeLinks;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.server.operations.Purge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** How requests reach the handlers of pages, and what lies beside them for browsers. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("dev.packledger.server.pages")
public class PagesConfiguration {
  private static final Duration LINKS_KEPT = Duration.ofDays(7);
  private static final Duration ASSETS_CACHED = Duration.ofHours(1);

  @Bean
  FilterRegistrationBean<PageFilter> pageFilter(Visits visits, SessionCookie cookie) {
    FilterRegistrationBean<PageFilter> registration =
        new FilterRegistrationBean<>(new PageFilter(visits, cookie));
    registration.addUrlPatterns("/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return registration;
  }

  @Bean
  Purge.Records sessionRecords(Sessions sessions) {
    return new Purge.Records("sessions", Sessions.Limits.DEFAULT.age(), sessions::purge);
  }

  @Bean
  Purge.Records oneTimeLinkRecords(OneTimeLinks links) {
    return new Purge.Records("one_time_links", LINKS_KEPT, links::purge);
  }

  @Bean
  WebMvcConfigurer pages(PageArguments arguments) throws IOException {
    Resource htmx = htmx();
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(arguments);
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/assets/**")
            .addResourceLocations("classpath:/assets/")
            .addResourceLocations(htmx)
            .setCacheControl(CacheControl.maxAge(ASSETS_CACHED).cachePublic())
            .resourceChain(true)
            .addResolver(new EncodedResourceResolver())
            .addResolver(new PathResourceResolver());
      }
    };
  }

  /** The folder of the library's files, whatever its version is. */
  private static Resource htmx() throws IOException {
    Resource[] found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");
    if (found.length != 1) {
      throw new IllegalStateException("htmx is there " + found.length + " times");
    }
    return found[0].createRelative("./");
  }
}
