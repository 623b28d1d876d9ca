// Explanations of the fields of HTTP, one sentence each; the same in Chinese: ../zh-cn/field-help-http.ts. ICU MessageFormat.
export const fieldHelpHttp = {
  'fieldHelp.http': 'A message of HTTP/1.x, on a usual port or known by its first line.',
  'fieldHelp.http.request': '1 for a request.',
  'fieldHelp.http.response': '1 for a response.',
  'fieldHelp.http.request.method': 'What is asked for: GET, POST, HEAD, …',
  'fieldHelp.http.request.uri': 'The target as it stands in the request line, mostly a path with a query.',
  'fieldHelp.http.request.full_uri': 'The target with the host in front, as it stands in the address bar.',
  'fieldHelp.http.request.version': 'The version of HTTP that the client speaks.',
  'fieldHelp.http.response.code':
    'The result as a number: 2xx went well, 3xx is elsewhere, 4xx is the client’s mistake, 5xx the server’s.',
  'fieldHelp.http.response.phrase': 'The result in words, as the server chose them.',
  'fieldHelp.http.host': 'The host that the request is for; one address can serve many.',
  'fieldHelp.http.user_agent': 'The program that sends the request.',
  'fieldHelp.http.content_type': 'What the content is, such as text/html.',
  'fieldHelp.http.content_length': 'Bytes of content that the message announces.',
  'fieldHelp.http.content_encoding':
    'How the content is packed: gzip, deflate or br; it is shown unpacked as bytes of their own.',
  'fieldHelp.http.transfer_encoding':
    'How the content is sent: chunked means piece by piece, without its length in front.',
  'fieldHelp.http.cookie': 'What the client gives back of cookies that it was sent.',
  'fieldHelp.http.set_cookie': 'A cookie that the server sends.',
  'fieldHelp.http.location': 'Where to go instead, in a redirection.',
  'fieldHelp.http.server': 'The program that sends the response.',
  'fieldHelp.http.referer': 'The page that led to the request.',
  'fieldHelp.http.authorization':
    'Proof of who asks; Basic is user name and password, readable for everybody on the way.',
  'fieldHelp.http.request_in': 'The packet that completes the request of this response.',
  'fieldHelp.http.response_in': 'The packet that completes the response to this request.',
  'fieldHelp.http.time': 'Seconds from the end of the request to the end of the response.',
  'fieldHelp.http.file_data': 'The content itself: put together, without chunks, unpacked.',
};
