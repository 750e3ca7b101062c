package dev.packledger.server.api;

import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.operations.Purge;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How requests reach the handlers of the API. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration implements WebMvcConfigurer {
  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallResolver());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters());
  }

  /** Ids in paths; an organisation is named by its slug too, from which its id follows. */
  @Override
  public void addFormatters(FormatterRegistry formatters) {
    formatters.addConverter(String.class, OrganizationId.class, ApiConfiguration::organization);
    formatters.addConverter(String.class, Holder.class, Holder::parse);
  }

  private static OrganizationId organization(String text) {
    return text.startsWith(OrganizationId.PREFIX + "_")
        ? new OrganizationId(text)
        : OrganizationId.ofSlug(text);
  }

  @Bean
  JsonMapperBuilderCustomizer apiJson() {
    return ApiJson::configure;
  }

  @Bean
  FilterRegistrationBean<ApiFilter> apiFilter(
      Authentication authentication,
      IdempotencyKeys keys,
      AppliedPositions positions,
      InstantSource clock,
      JsonMapper mapper) {
    FilterRegistrationBean<ApiFilter> registration =
        new FilterRegistrationBean<>(new ApiFilter(authentication, keys, positions, clock, mapper));
    registration.addUrlPatterns("/api/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /**
   * Ids follow from the key, so a request that comes again after its key was forgotten meets the
   * same streams and changes nothing; it is only no longer told apart from a new one.
   */
  @Bean
  Purge.Records idempotencyKeyRecords(IdempotencyKeys keys, ServerOptions options) {
    return new Purge.Records("idempotency_keys", options.limits().keysKept(), keys::forgetBefore);
  }

  /** Hands the {@link Call} to handlers that ask for it. */
  private static final class CallResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Call.class;
    }

    @Override
    public @Nullable Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      return request.getAttribute(ApiFilter.CALL, RequestAttributes.SCOPE_REQUEST);
    }
  }
}
