#!/usr/bin/env escript
%% Publishes with hex_core as rebar3 carries it. Arguments: the rebar3 file, a folder to unpack it
%% into, the API's address, a key, what to do, and what with.
-mode(compile).

main([Rebar, Folder, Api, Key, Task | Arguments]) ->
    Ebin = filename:join([Folder, "rebar", "ebin"]),
    case filelib:is_dir(Ebin) of
        true -> ok;
        false ->
            {ok, Sections} = escript:extract(Rebar, []),
            {archive, Archive} = lists:keyfind(archive, 1, Sections),
            {ok, _} = zip:extract(Archive, [{cwd, Folder}])
    end,
    true = code:add_patha(Ebin),
    {ok, _} = application:ensure_all_started(inets),
    Config = (r3_hex_core:default_config())#{
        api_url => list_to_binary(Api), api_key => list_to_binary(Key)
    },
    told(task(Task, [list_to_binary(A) || A <- Arguments], Config)).

%% name version [dependency requirement]...
task("publish", [Name, Version | Dependencies], Config) ->
    {ok, #{tarball := Tarball}} =
        r3_hex_tarball:create(metadata(Name, Version, Dependencies), files(Name, Version, Dependencies)),
    r3_hex_api_release:publish(Config, Tarball, [{replace, false}]);
%% name version bytes: with a file that does not shrink
task("publish-large", [Name, Version, Bytes], Config) ->
    Large = #{tarball_max_size => infinity, tarball_max_uncompressed_size => infinity},
    Files = [{"priv/large", crypto:strong_rand_bytes(binary_to_integer(Bytes))} | files(Name, Version, [])],
    {ok, #{tarball := Tarball}} =
        r3_hex_tarball:create(metadata(Name, Version, []), Files, maps:merge(Config, Large)),
    %% Its own publish/3 would refuse to unpack it.
    Headers = #{<<"content-length">> => integer_to_binary(byte_size(Tarball))},
    r3_hex_api:post(
        Config#{http_headers => Headers},
        <<"publish?replace=false">>,
        {"application/octet-stream", Tarball}
    );
task("replace", [Name, Version], Config) ->
    {ok, #{tarball := Tarball}} =
        r3_hex_tarball:create(metadata(Name, Version, []), files(Name, Version, [])),
    r3_hex_api_release:publish(Config, Tarball, [{replace, true}]);
task("retire", [Name, Version, Reason, Message], Config) ->
    r3_hex_api_release:retire(
        Config, Name, Version, #{<<"reason">> => Reason, <<"message">> => Message}
    );
task("unretire", [Name, Version], Config) ->
    r3_hex_api_release:unretire(Config, Name, Version);
task("docs", [Name, Version, Page], Config) ->
    {ok, Docs} = r3_hex_tarball:create_docs([{"index.html", Page}]),
    Path = [<<"packages/">>, Name, <<"/releases/">>, Version, <<"/docs">>],
    r3_hex_api:post(Config, iolist_to_binary(Path), {"application/octet-stream", Docs});
task("release", [Name, Version], Config) ->
    r3_hex_api_release:get(Config, Name, Version);
%% repository public-key-file resource [name]: what a registry shows, its signature checked
task("names", [Repository, Key], Config) ->
    r3_hex_repo:get_names(reading(Config, Repository, Key));
task("versions", [Repository, Key], Config) ->
    r3_hex_repo:get_versions(reading(Config, Repository, Key));
task("package", [Repository, Key, Name], Config) ->
    r3_hex_repo:get_package(reading(Config, Repository, Key), Name);
%% folder key-file name version...: a public repository as files, signed with a key of its own
task("public", [Folder, Key, Name | Versions], _Config) ->
    {ok, Private} = file:read_file(Key),
    Releases = [release(Folder, Name, Version) || Version <- Versions],
    Package = #{name => Name, repository => <<"hexpm">>, releases => Releases},
    File = filename:join([Folder, "packages", Name]),
    ok = filelib:ensure_dir(File),
    Signed = r3_hex_registry:sign_protobuf(r3_hex_registry:encode_package(Package), Private),
    ok = file:write_file(File, zlib:gzip(Signed)),
    {ok, {200, #{}, nil}}.

release(Folder, Name, Version) ->
    {ok, #{tarball := Tarball, inner_checksum := Inner, outer_checksum := Outer}} =
        r3_hex_tarball:create(metadata(Name, Version, []), files(Name, Version, [])),
    File = filename:join([Folder, "tarballs", <<Name/binary, "-", Version/binary, ".tar">>]),
    ok = filelib:ensure_dir(File),
    ok = file:write_file(File, Tarball),
    #{version => Version, inner_checksum => Inner, outer_checksum => Outer, dependencies => []}.

reading(Config, Repository, KeyFile) ->
    {ok, Key} = file:read_file(KeyFile),
    #{api_url := Url, api_key := ApiKey} = Config,
    Config#{
        repo_url => Url, repo_key => ApiKey, repo_name => Repository, repo_public_key => Key
    }.

metadata(Name, Version, Dependencies) ->
    #{
        <<"name">> => Name,
        <<"app">> => Name,
        <<"version">> => Version,
        <<"description">> => <<"Made of nothing">>,
        <<"licenses">> => [<<"Proprietary">>],
        <<"links">> => #{},
        <<"build_tools">> => [<<"rebar3">>],
        <<"files">> => [<<"rebar.config">>],
        <<"requirements">> => maps:from_list([
            {D, #{<<"app">> => D, <<"optional">> => false, <<"requirement">> => R}}
         || {D, R} <- pairs(Dependencies)
        ])
    }.

files(Name, Version, Dependencies) ->
    Applications = [kernel, stdlib | [binary_to_atom(D) || {D, _} <- pairs(Dependencies)]],
    Application =
        {application, binary_to_atom(Name), [
            {description, "Made of nothing"},
            {vsn, binary_to_list(Version)},
            {modules, []},
            {applications, Applications}
        ]},
    [
        {"rebar.config", <<"{deps, []}.\n">>},
        {"src/" ++ binary_to_list(Name) ++ ".app.src", iolist_to_binary(io_lib:format("~p.~n", [Application]))},
        {"src/" ++ binary_to_list(Name) ++ ".erl", iolist_to_binary(["-module(", Name, ").\n"])}
    ].

pairs([]) -> [];
pairs([Name, Requirement | Rest]) -> [{Name, Requirement} | pairs(Rest)].

told({ok, {Status, Headers, Body}}) ->
    io:format("status ~p~n", [Status]),
    io:format("x-hex-message ~ts~n", [maps:get(<<"x-hex-message">>, Headers, <<"none">>)]),
    io:format("~tp~n", [Body]),
    halt(case Status < 300 of true -> 0; false -> 1 end);
told(Other) ->
    io:format("~tp~n", [Other]),
    halt(2).
