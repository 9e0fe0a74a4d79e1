<?php
// PHP 7.4 or newer, no packages. After your log-in: header("Content-Type: text/plain"); echo chat_token($_SESSION["user_id"], $_SESSION["name"]);

function chat_token_part(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), "+/", "-_"), "=");
}

/** A token for the person whom this server has signed in; Parley makes the account on first sight. */
function chat_token($user_id, string $name): string
{
    $now = time();
    $claims = ["iss" => getenv("CHAT_ISSUER"), "sub" => (string) $user_id, "name" => $name, "iat" => $now, "exp" => $now + 600];
    $signed = chat_token_part(json_encode(["alg" => "HS256", "typ" => "JWT"])) . "." . chat_token_part(json_encode($claims));
    return $signed . "." . chat_token_part(hash_hmac("sha256", $signed, getenv("CHAT_SECRET"), true));
}
